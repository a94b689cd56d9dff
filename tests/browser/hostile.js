// What a page can do to a port of the computer it is shown on, each by a name. `read` holds what it got to see.
const at = location.hash.slice(1);
const answer = at + '/mail-setup';
const forged = answer + '?error=access_denied';
const invented = answer + '?code=evil&state=evil';
const read = [];
const seen = (what) => () => read.push(what);
const nothing = () => {};
const tell = (promise, what) => promise.then(seen(what), nothing);
const add = (tag, attributes, parent = document.body) => {
  const element = Object.assign(document.createElement(tag), attributes);
  parent.append(element);
  return element;
};
const link = (rel, href, more = {}) => add('link', { rel, href, ...more }, document.head);
const frame = (attributes) => {
  const element = add('iframe', attributes);
  element.onload = () => { try { if (element.contentDocument.body.textContent) read.push('a frame'); } catch { } };
};
let frames = 0;
const post = (action, fields, { method = 'post', enctype = 'application/x-www-form-urlencoded', target } = {}) => {
  const name = target ?? `frame-${frames += 1}`;
  if (!target) add('iframe', { name });
  const form = add('form', { action, method, enctype, target: name });
  for (const [key, value] of Object.entries(fields)) add('input', { type: 'hidden', name: key, value }, form);
  form.submit();
};
const evil = { code: 'evil', state: 'evil' };
const loud = { mode: 'cors' };
const quiet = { mode: 'no-cors' };
const coded = 'application/x-www-form-urlencoded';
const ask = (url, options, what) => tell(fetch(url, options).then((reply) => {
  if (reply.type === 'opaque') throw new Error('not readable');
}), what);

const kinds = {
  'an image': () => add('img', { src: forged, onload: seen('an image') }),
  'an image of the icon': () => add('img', { src: at + '/favicon.ico', onload: seen('an icon') }),
  'a fetch': () => ask(invented, loud, 'a fetch'),
  'a fetch that does not want to read': () => ask(forged, quiet, 'a quiet fetch'),
  'a fetch with cookies': () => ask(forged, { ...loud, credentials: 'include' }, 'a fetch with cookies'),
  'a posting fetch': () =>
    ask(answer, { ...quiet, method: 'POST', headers: { 'Content-Type': coded }, body: 'error=access_denied' }, 'a post'),
  'a posting fetch of JSON': () =>
    ask(answer, { ...loud, method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }, 'JSON'),
  'a fetch with PUT': () => ask(answer, { ...loud, method: 'PUT', body: 'x' }, 'PUT'),
  'a fetch with a header': () => ask(forged, { ...loud, headers: { 'X-Evil': 'evil' } }, 'a header'),
  'a fetch of the page': () => ask(at + '/received', loud, 'the page'),
  'a fetch that stays alive': () => ask(forged, { ...quiet, keepalive: true }, 'a fetch kept alive'),
  'an XMLHttpRequest': () => {
    const request = new XMLHttpRequest();
    request.onload = seen('an XMLHttpRequest');
    request.open('GET', invented);
    request.send();
  },
  'a beacon': () => navigator.sendBeacon(answer, new URLSearchParams(evil)),
  'an event source': () => { new EventSource(invented).onopen = seen('events'); },
  'a web socket': () => { new WebSocket(invented.replace('http', 'ws')).onopen = seen('a web socket'); },
  'a script': () => add('script', { src: forged, onload: seen('a script') }),
  'a module': () => add('script', { type: 'module', src: invented, onload: seen('a module') }),
  'a worker': () => new Worker(URL.createObjectURL(new Blob([`importScripts('${forged}')`]))),
  'a style sheet': () => link('stylesheet', forged, { onload: seen('a style sheet') }),
  'a background': () => { document.body.style.backgroundImage = `url(${forged})`; },
  'a font': () => new FontFace('evil', `url(${forged})`).load().then(seen('a font'), nothing),
  'a prefetch': () => link('prefetch', forged),
  'a preload': () => link('preload', forged, { as: 'fetch', crossOrigin: 'anonymous' }),
  'a module preloaded': () => link('modulepreload', invented),
  'a connection in advance': () => link('preconnect', at),
  'an icon of its own': () => link('icon', at + '/favicon.ico'),
  'a manifest': () => link('manifest', forged),
  'speculation': () => add('script', {
    type: 'speculationrules',
    textContent: JSON.stringify({ prefetch: [{ urls: [invented], eagerness: 'immediate' }] }),
  }),
  'a frame': () => frame({ src: forged }),
  'a frame in a sandbox': () => frame({ src: invented, sandbox: '' }),
  'an object': () => add('object', { data: forged, onload: seen('an object') }),
  'an embedded thing': () => add('embed', { src: forged, type: 'text/html' }),
  'a video': () => add('video', { src: forged, onloadeddata: seen('a video') }),
  'a sound': () => add('audio', { src: forged, preload: 'auto', onloadeddata: seen('a sound') }),
  'a form in a frame': () => post(answer, { error: 'access_denied' }),
  'a form by the query in a frame': () => post(answer, evil, { method: 'get' }),
  'a form of parts in a frame': () => post(answer, evil, { enctype: 'multipart/form-data' }),
  'a form of plain text in a frame': () => post(answer, evil, { enctype: 'text/plain' }),
  'a ping': () => add('a', { href: '#' + at, ping: answer + ' ' + forged }).click(),
  'a window': () => window.open(forged),
  'a window with an invented code': () => window.open(invented),
  'a window on the page': () => window.open(at + '/received'),
  'a window on an exit': () => window.open(at + '/exit'),
  'a window that is sent on': () => window.open('/sent-on'),
  'a window on another name of this computer': () => window.open(forged.replace('localhost', 'evil.localhost')),
  'a form in a window, without a state': () => post(answer, { error: 'access_denied' }, { target: '_blank' }),
  'a form in a window, with an invented state': () => post(answer, evil, { target: '_blank' }),
  'a form in a window, with two states': () => post(answer + '?state=evil', evil, { target: '_blank' }),
  'a form by the query in a window': () => post(answer, evil, { method: 'get', target: '_blank' }),
  'a form of parts in a window': () => post(answer, evil, { enctype: 'multipart/form-data', target: '_blank' }),
  'a form of plain text in a window': () => post(answer, evil, { enctype: 'text/plain', target: '_blank' }),
};

// A flood from one page, until it is closed: images, fetches and forms, and a worker's fetches, which go on as before while the page
// is in the background.
const stream = async (to) => {
  const one = () => fetch(`${to}&x=${Math.random()}`, { mode: 'no-cors' }).catch(() => {});
  for (;;) await Promise.all(Array.from({ length: 8 }, one));
};
const flood = () => {
  const hidden = add('iframe', { name: 'flood' });
  setInterval(() => {
    new Image().src = `${forged}&x=${Math.random()}`;
    fetch(`${invented}&x=${Math.random()}`, quiet).catch(nothing);
    post(answer, { error: 'access_denied' }, { target: 'flood' });
  }, 10);
  new Worker(URL.createObjectURL(new Blob([`(${stream})('${invented}')`])));
};
