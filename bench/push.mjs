// How long news takes to a browser on another replica: notices are marked as read at one server, and the socket at the other
// is told the new count. From sending the request to the frame's arrival. `node --experimental-websocket push.mjs BINARY PORT`
// starts the other server; BASE_URL is the one.
import { spawn } from 'node:child_process';

const [, , binary, port] = process.argv;
const [base, other] = [process.env.BASE_URL, `http://localhost:${port}`];
const replica = spawn(binary, ['serve'], { env: { ...process.env, LISTEN: `127.0.0.1:${port}` }, stdio: 'ignore' });
process.on('exit', () => replica.kill('SIGTERM'));
while (!(await fetch(`${other}/health/ready`).then((answer) => answer.ok, () => false))) {
  if (replica.exitCode !== null) throw new Error('the second server ended');
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const account = { email: 'ana@demo.laburemos.com.ar', password: 'laburemos-demo' };

const call = async (origin, method, path, token, body) => {
  const answer = await fetch(origin + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
};

const { access_token: token } = await call(base, 'POST', '/auth/login', undefined, account);
const { ticket } = await call(base, 'POST', '/auth/ws-ticket', token);
const socket = new WebSocket(`${base.replace('http', 'ws')}/ws?ticket=${ticket}`);
let arrived = () => {};
socket.addEventListener('message', ({ data }) => arrived(JSON.parse(data)));
const until = (type) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no "${type}" within 5 s`)), 5_000);
    arrived = (message) => {
      if (message.type !== type) return;
      clearTimeout(timer);
      resolve(performance.now());
    };
  });
await until('hello');

const times = [];
const { items } = await call(base, 'GET', '/api/v1/notifications?unread=true&limit=100', token);
for (const { id } of items) {
  const heard = until('unread');
  const began = performance.now();
  await call(other, 'POST', `/api/v1/notifications/${id}/read`, token);
  times.push((await heard) - began);
}
socket.close();
replica.kill('SIGTERM');
times.sort((a, b) => a - b);
const at = (share) => `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(1)} ms`;
console.log(`push to a socket at the other replica, ${times.length} times: median ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`);
