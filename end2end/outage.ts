// PostgreSQL and Redis taken away from the site under test, and given back.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { expect } from './fixtures';

const script = fileURLToPath(new URL('../scripts/outage', import.meta.url));
const health = { postgres: '/health/db', redis: '/health/redis' };

/** Does something while a service is stopped; then it is started, and the site has to find it again by itself. */
export async function without(service: 'postgres' | 'redis', request: APIRequestContext, work: () => Promise<void>): Promise<void> {
  execFileSync(script, ['stop', service], { stdio: 'inherit' });
  try {
    expect((await request.get(health[service])).status(), `${service} is away`).toBe(503);
    await work();
  } finally {
    execFileSync(script, ['start', service], { stdio: 'inherit' });
  }
  await expect.poll(async () => (await request.get(health[service])).status(), `${service} is found again`).toBe(200);
}
