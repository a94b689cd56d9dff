// The whole page, with a script behind it.

import { render, screen as shown, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import App from "./App.svelte";
import type { Screen } from "./bridge/bindings";
import { Fake } from "./bridge/fake";
import { button, field, page, status, text } from "./gallery/parts";
import { SCREENS } from "./gallery/screens";

async function open(screen: Screen): Promise<Fake> {
  const fake = new Fake(screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1 });
  return fake;
}

const said = (fake: Fake) => fake.answers.map((answer) => (answer.kind === "said" ? answer.value : answer));
const named = (name: string) => SCREENS[name] as Screen;

describe("every page of the gallery", () => {
  test.each(Object.keys(SCREENS))("%s has no accessibility violation", async (name) => {
    await open(named(name));
    // jsdom draws nothing, so contrast is computed from the tokens instead.
    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });

  test.each(Object.keys(SCREENS))("%s has one heading, one filled button at most, and its title", async (name) => {
    await open(named(name));
    expect(shown.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    expect(document.querySelectorAll("button.filled").length).toBeLessThanOrEqual(1);
    expect(document.title).toContain(named(name).window_title);
  });
});

test("a new page takes focus to its heading; the same page leaves it where it is", async () => {
  const fake = await open(named("ids"));
  await waitFor(() => expect(document.activeElement?.id).toBe("page-heading"));
  shown.getByLabelText("Application (client) ID").focus();
  fake.show({ ...named("ids"), lead: text("Something changed") });
  await shown.findByText("Something changed");
  expect(document.activeElement?.id).toBe("client_id");
});

test("what was typed is sent before the button that was pressed by key", async () => {
  const fake = await open(named("mailbox"));
  await userEvent.type(shown.getByLabelText("Organisation"), " Ltd");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(said(fake)).toEqual([
    { kind: "typed", value: { field: "organisation", text: "Harbour Travel Ltd", version: 0 } },
    { kind: "press", value: { kind: "continue" } },
  ]);
});

test("two things wrong: the summary has focus, leads to the field, and the title says so", async () => {
  const fake = await open({ ...named("two-wrong"), attempt: 0, summary: null });
  fake.show(named("two-wrong"));
  await waitFor(() => expect(document.activeElement?.id).toBe("summary"));
  expect(document.title).toMatch(/^Error: /);
  await userEvent.click(shown.getByRole("link", { name: /35 characters/ }));
  const wrong = shown.getByLabelText("Application (client) ID");
  expect(document.activeElement).toBe(wrong);
  expect(wrong.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(wrong.getAttribute("aria-describedby") ?? "")?.textContent).toContain("35 characters");
});

test("an explained error takes focus to its title and keeps what is being typed", async () => {
  const calm = page({ blocks: [{ kind: "field", value: field({ anchor: "to", id: { kind: "recipient" }, label: text("To") }) }] });
  const fake = await open(calm);
  await userEvent.type(shown.getByLabelText("To"), "anna");
  fake.show({ ...calm, problem: named("refused").problem });
  await waitFor(() => expect(document.activeElement?.id).toBe("problem-title"));
  expect(shown.getByLabelText("To")).toHaveProperty("value", "anna");
});

test("an explained error stays in view when the window gets another size, until it is scrolled away", async () => {
  const calm = page({ blocks: [{ kind: "field", value: field({ anchor: "to", id: { kind: "recipient" }, label: text("To") }) }] });
  const fake = await open(calm);
  fake.show({ ...calm, problem: named("refused").problem });
  await waitFor(() => expect(document.activeElement?.id).toBe("problem-title"));
  const problem = document.activeElement?.closest("[data-problem]") as HTMLElement;
  const seen = vi.spyOn(problem, "scrollIntoView");
  const resize = () => window.dispatchEvent(new Event("resize"));
  // Larger text pushes it out of the window: nobody scrolled.
  problem.getBoundingClientRect = () => new DOMRect(0, 2000, 400, 300);
  resize();
  expect(seen).toHaveBeenCalledWith({ block: "nearest" });
  seen.mockClear();
  shown.getByRole("main").dispatchEvent(new Event("scroll"));
  resize();
  expect(seen).not.toHaveBeenCalled();
});

test("a field that has focus stays in view when the window gets another size", async () => {
  await open(page({ blocks: [{ kind: "field", value: field({ anchor: "to", id: { kind: "recipient" }, label: text("To") }) }] }));
  const to = shown.getByLabelText("To");
  to.focus();
  to.scrollIntoView = vi.fn();
  window.dispatchEvent(new Event("resize"));
  expect(to.scrollIntoView).toHaveBeenCalledWith({ block: "nearest" });
});

test("opened details bring the whole explained error into view where there is room, and themselves otherwise", async () => {
  const calm = page({ blocks: [] });
  const fake = await open(calm);
  fake.show({ ...calm, problem: named("refused").problem });
  await waitFor(() => expect(document.activeElement?.id).toBe("problem-title"));
  const problem = document.querySelector("[data-problem]") as HTMLElement;
  const details = problem.querySelector("details") as HTMLDetailsElement;
  const all = vi.fn();
  const part = vi.fn();
  problem.scrollIntoView = all;
  details.scrollIntoView = part;
  details.open = true;
  await waitFor(() => expect(all).toHaveBeenCalledWith({ block: "nearest" }));
  details.open = false;
  Object.defineProperty(problem, "offsetHeight", { value: 5000 });
  details.open = true;
  await waitFor(() => expect(part).toHaveBeenCalledWith({ block: "nearest" }));
  expect(all).toHaveBeenCalledTimes(1);
});

describe("secrets", () => {
  const empty = page({
    blocks: [
      {
        kind: "secret-field",
        value: {
          id: "client_secret",
          anchor: "client_secret",
          label: text("[[Value]]"),
          hint: null,
          held: null,
          paste: button("Paste", { kind: "paste" }),
          clear: null,
          status: null,
        },
      },
    ],
  });

  test("typed by hand it crosses once, when the field is left, and nothing stays on the page", async () => {
    const fake = await open(empty);
    await userEvent.type(shown.getByLabelText("Value", { selector: "input" }), "8xQ~hush");
    expect(fake.answers).toEqual([]);
    await userEvent.tab();
    expect(fake.answers).toEqual([{ kind: "typed-secret", value: { field: "client_secret", text: "8xQ~hush" } }]);
    expect(new XMLSerializer().serializeToString(document)).not.toContain("hush");
    expect(shown.getByLabelText("Value", { selector: "input" })).toHaveProperty("value", "");
  });

  test("pasting asks Rust to read the clipboard, and the page takes nothing in", async () => {
    const fake = await open(empty);
    shown.getByLabelText("Value", { selector: "input" }).focus();
    await userEvent.keyboard("{Control>}v{/Control}");
    await userEvent.paste("8xQ~hush");
    expect(shown.getByLabelText("Value", { selector: "input" })).toHaveProperty("value", "");
    expect(said(fake)[0]).toEqual({ kind: "press", value: { kind: "paste" } });
    expect(JSON.stringify(fake.answers)).not.toContain("hush");
  });

  test("held, it is twelve dots that are read as one word", async () => {
    await open(named("client-secret"));
    const held = shown.getByRole("group", { name: "Value" });
    expect(within(held).getByText("••••••••••••").getAttribute("aria-hidden")).toBe("true");
    expect(within(held).getByText("hidden")).toBeTruthy();
  });
});

describe("screen-share mode", () => {
  test("goes on with one press, values hidden before Rust has answered", async () => {
    const fake = await open(named("ids"));
    await userEvent.click(shown.getByRole("button", { name: "Screen-share: off" }));
    expect(said(fake)).toEqual([{ kind: "press", value: { kind: "switch-screen-share" } }]);
    expect(document.querySelector("[data-masking]")).not.toBeNull();
    fake.show({ ...named("ids"), screen_share: true });
    await waitFor(() => expect(document.querySelector("[data-masking]")).toBeNull());
  });

  test("asks for a second press in words, and says so", async () => {
    const on = { ...named("ids"), screen_share: true };
    const fake = await open(on);
    await userEvent.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
    expect(said(fake)).toEqual([{ kind: "press", value: { kind: "switch-screen-share" } }]);
    fake.show({ ...on, around: { ...on.around, share_asked: true } });
    expect(await shown.findByRole("button", { name: "Press again to show values" })).toBeTruthy();
    expect(shown.getByText("Press again to show values", { selector: "[role=status]" })).toBeTruthy();
  });

  test("a masked value is text until somebody changes it, and its mask is never sent back", async () => {
    const masked = field({ anchor: "client_id", value: "7f3c…b0aa", masked: true });
    const fake = await open({ ...page({ blocks: [{ kind: "field", value: masked }] }), screen_share: true });
    expect(shown.queryByRole("textbox")).toBeNull();
    await userEvent.click(shown.getByRole("button", { name: "Change Application (client) ID" }));
    await userEvent.type(shown.getByLabelText("Application (client) ID"), "new");
    await userEvent.tab();
    expect(said(fake)).toEqual([{ kind: "typed", value: { field: "client_id", text: "new", version: 0 } }]);
  });
});

describe("keys", () => {
  test("Alt+Left goes back, Ctrl+3 to the third step, Ctrl+O to the portal", async () => {
    const fake = await open(named("ids"));
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}{Control>}3{/Control}{Control>}o{/Control}");
    expect(said(fake)).toEqual([
      { kind: "press", value: { kind: "back" } },
      { kind: "press", value: { kind: "go-to", value: "redirect-uri" } },
      { kind: "press", value: { kind: "open-portal-page" } },
    ]);
  });

  test("F6 goes from region to region and round", async () => {
    await open(named("practice"));
    await waitFor(() => expect(document.activeElement?.id).toBe("page-heading"));
    const seen: (string | undefined)[] = [];
    for (let times = 0; times < 5; times += 1) {
      await userEvent.keyboard("{F6}");
      seen.push(document.activeElement?.tagName);
    }
    expect(seen).toEqual(["FOOTER", "HEADER", "DIV", "NAV", "MAIN"]);
  });

});

describe("time", () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true, now: new Date("2026-11-22T10:00:00Z") }));
  afterEach(() => vi.useRealTimers());

  test("a stage counts from the instant it began, outside the live region", async () => {
    const working = named("sign-in");
    const live = working.blocks[0];
    if (live?.kind === "live" && live.value.stages[1]) live.value.stages[1].since = "2026-11-22T09:58:48Z";
    await open(working);
    const counted = await shown.findByText(/^1 min 12 s$/);
    expect(counted.closest("[aria-live]")).toBeNull();
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown.getByText(/^1 min 14 s$/)).toBeTruthy();
  });

  test("a button that must wait says how long, and is not pressed", async () => {
    const again = { ...button("Send again", { kind: "send-test" }), enabled_at: "2026-11-22T10:00:06Z", wait_label: "Send again in {seconds} s" };
    const fake = await open(page({ blocks: [], footer: { primary: null, secondary: [again], position: null } }));
    const waiting = shown.getByRole("button", { name: "Send again in 6 s" });
    waiting.click();
    expect(fake.answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(6000);
    shown.getByRole("button", { name: "Send again" }).click();
    expect(said(fake)).toEqual([{ kind: "press", value: { kind: "send-test" } }]);
  });
});

test("evidence is words with a form of its own; how we know is told on focus", async () => {
  await open(page({ blocks: [{ kind: "field", value: field({ anchor: "a", status: status("found", "Found", "Found at Microsoft, 10:42") }) }] }));
  const told = shown.getByRole("button", { name: "Found" });
  expect(document.getElementById(told.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Found at Microsoft, 10:42");
});

test.each([
  ["in-use", /open in another window/],
  ["not-started", /could not start/],
  ["ended", /stopped working/],
])("when there is no engine (%s) the page says so", async (reason, words) => {
  const fake = await open(named("ids"));
  fake.end(reason);
  expect((await shown.findByRole("alert")).textContent).toMatch(words);
});

test("whatever text comes, it stays text", async () => {
  const nasty = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>`;
  await open(page({ heading: text(nasty), lead: text(`[[${nasty}]] {{${nasty}}}`), blocks: [{ kind: "paragraph", value: text(nasty) }] }));
  expect(document.querySelectorAll("img, script")).toHaveLength(0);
  expect(shown.getAllByText(nasty).length).toBeGreaterThan(2);
});

test("a screen that cannot be shown is said, and does not leave a page that stands still", async () => {
  const fake = await open(named("ids"));
  fake.show({ ...named("ids"), blocks: [{ kind: "live", value: {} } as unknown as Screen["blocks"][number]] });
  expect((await shown.findByRole("alert")).textContent).toMatch(/stopped working/);
});
