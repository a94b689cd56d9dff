// Stands in the page of the window under attack. It counts what runs and what the policy refuses, follows what goes to Rust and
// what comes back (it stands between the page and the program's own door, for the page knows no switch for tests), types into
// fields, and can show a screen in which every word is a hostile one.
window.ran = 0;
window.stays = true;
window.reports = [];
document.addEventListener('securitypolicyviolation', (one) => reports.push(`${one.effectiveDirective} ${one.blockedURI}`));

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = async (is, patience) => {
  const end = performance.now() + patience;
  while (!is() && performance.now() < end) await pause(1);
  return is();
};

// Every answer that Rust took: its text, if it has one.
const taken = [];
const asked = window.fetch;
window.fetch = async (address, options) => {
  const reply = await asked(address, options);
  if (String(address).endsWith('/answer') && reply.headers.get('Tauri-Response') === 'ok') {
    const { value } = JSON.parse(options.body).answer;
    taken.push(value.text ?? value.value?.text ?? value.value);
  }
  return reply;
};

// Every screen that came, by the channel of the page.
let [came, invented, lately, show] = [0, 0, null, () => {}];
const { callbacks } = window.__TAURI_INTERNALS__;
for (const [id, call] of [...callbacks]) {
  callbacks.set(id, (data) => {
    if (data?.message?.blocks === undefined) return call(data);
    [lately, came] = [data.message, came + 1];
    show = (message) => call({ message, index: data.index + invented });
    return show(lately);
  });
}

// What no text of ours puts into a page, and every text that was taken for markup does.
const ADDRESSES = ['action', 'data', 'formaction', 'href', 'src', 'srcdoc', 'xlink:href'];
const own = (address) => address === '' || /^(#|\/|\.|tauri:)/.test(address);
const strangeIn = (root) => [...root.querySelectorAll('*')].filter((one) =>
  ['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'META', 'LINK', 'MARQUEE', 'VIDEO', 'TEMPLATE', 'math', 'IMG']
    .includes(one.tagName) || [...one.attributes].some(({ name, value }) =>
    name.startsWith('on') || (ADDRESSES.includes(name) && !own(value)))).length;

window.hostile = {
  strange: () => strangeIn(document.body),

  // How many of the texts are seen if they are taken for markup: those are put into the page as such.
  planted: async (texts) => {
    const seen = [];
    for (const text of texts) {
      const ground = document.createElement('div');
      document.querySelector('main').append(ground);
      const before = reports.length;
      ground.innerHTML = text;
      await pause(2);
      if (reports.length > before || strangeIn(ground) > 0) seen.push(text);
      ground.remove();
    }
    await until(() => false, 200);
    const all = { seen: seen.length, ran, reports: reports.length };
    window.reports = [];
    return all;
  },

  fields: () => {
    const kinds = ['text', 'search', 'email', 'password', 'url', 'textarea'];
    return [...document.querySelectorAll('main input, main textarea')]
      .filter((one) => kinds.includes(one.type) && one.offsetParent !== null && !one.disabled);
  },

  // Types every text into one field, one after the other, and leaves the field, which sends it; gives how many Rust took and how many came back in
  // the next screen as they are, in any place of it.
  type: async (number, texts) => {
    const result = { name: '', texts: 0, taken: 0, answered: 0, back: 0, strange: 0 };
    for (const text of texts) {
      document.querySelector('main [data-action=clear-secret]')?.click();
      await until(() => hostile.fields()[number] !== undefined, 30000);
      const field = hostile.fields()[number];
      result.name = field.id || field.dataset.search !== undefined && 'search' || field.parentElement.innerText.trim();
      const [before, screens] = [taken.length, came];
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      const typed = field.value;
      field.blur();
      result.texts += 1;
      // A field that sent none of the first texts keeps what is no value of its kind: it is not waited for any longer.
      const patience = result.taken > 0 ? 30000 : result.texts > 3 ? 1 : 3000;
      if (!await until(() => taken.slice(before).includes(typed), patience)) continue;
      result.taken += 1;
      // Nothing of a secret comes back, and often nothing changes.
      if (await until(() => came > screens, field.type === 'password' ? 100 : 2000)) result.answered += 1;
      result.strange = Math.max(result.strange, hostile.strange());
      if (JSON.stringify(lately).includes(JSON.stringify(text).slice(1, -1))) result.back += 1;
    }
    return result;
  },

  // Shows the last screen with every word of it replaced, whoever gave the word: the recipe, the provider, an error, Rust. What is
  // no word (names of kinds, IDs, instants) stays. Gives the words of a screen, and the fewest that stood in the page as text.
  words: async (texts) => {
    const isWord = (one) => one !== '' && !/^[a-z0-9_:.-]*$/.test(one) && !/^\d{4}-\d\d-\d\dT/.test(one);
    const [truth, shown] = [lately, []];
    let [words, strange] = [0, 0];
    for (const text of texts) {
      words = 0;
      const replaced = (one) => {
        if (typeof one === 'string') return isWord(one) ? `${text} ${words += 1}` : one;
        if (Array.isArray(one)) return one.map(replaced);
        return one === null || typeof one !== 'object' ? one
          : Object.fromEntries(Object.entries(one).map(([key, value]) => [key, replaced(value)]));
      };
      const screen = replaced(truth);
      invented += 1;
      show(screen);
      await pause(1);
      // A line may be broken, blanks may be joined: what counts is the text between them.
      const bare = (one) => one.replaceAll(/\s/g, '');
      strange = Math.max(strange, hostile.strange());
      shown.push(bare(document.body.textContent).split(bare(text)).length - 1);
    }
    invented += 1;
    show(truth);
    await pause(1);
    return { texts: texts.length, words, fewest: Math.min(...shown), strange, page: document.querySelector('[data-page]') !== null };
  },
};
