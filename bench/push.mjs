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

const call = async (origin, method, path, token, body) => {
  const answer = await fetch(origin + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
};

let arrived = () => {};
const until = (type) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no "${type}" within 5 s`)), 5_000);
    arrived = (message) => {
      if (message.type !== type) return;
      clearTimeout(timer);
      resolve(performance.now());
    };
  });

// Everybody who registers is welcomed by one notice: that is the one to read.
const times = [];
for (let person = 0; person < 40; person += 1) {
  const account = { name: 'Pulso Prueba', email: `pulso.${Date.now()}.${person}@prueba.test`, password: 'una clave bien larga' };
  const { access_token: token } = await call(base, 'POST', '/auth/register', undefined, account);
  const { ticket } = await call(base, 'POST', '/auth/ws-ticket', token);
  const socket = new WebSocket(`${base.replace('http', 'ws')}/ws?ticket=${ticket}`);
  socket.addEventListener('message', ({ data }) => arrived(JSON.parse(data)));
  await until('hello');
  const { items } = await call(base, 'GET', '/api/v1/notifications?unread=true', token);
  const heard = until('unread');
  const began = performance.now();
  await call(other, 'POST', `/api/v1/notifications/${items[0].id}/read`, token);
  times.push((await heard) - began);
  socket.close();
}
replica.kill('SIGTERM');
times.sort((a, b) => a - b);
const at = (share) => `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(1)} ms`;
console.log(`push to a socket at the other replica, ${times.length} times: median ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`);
