import { render, screen as shown } from "@testing-library/svelte";
import { expect, test } from "vitest";

import App from "../App.svelte";
import { Fake } from "../bridge/fake";
import type { Screen } from "../bridge/bindings";
import { SCREENS } from "../gallery/screens";

test("each question stands before its answer, under one heading", async () => {
  render(App, { bridge: new Fake(SCREENS["help-answers"] as Screen) });
  await shown.findByText("Questions that come up here");
  const asked = [...document.querySelectorAll("[data-help] dt")].map((one) => one.textContent);
  expect(asked).toEqual([
    "Am I an administrator?",
    "Who is the administrator?",
    "What if the button is not there?",
    "Does this cost anything?",
  ]);
  expect(document.querySelectorAll("[data-help] dd")).toHaveLength(4);
});

test("where the label says it there is no second heading, and no note", async () => {
  render(App, { bridge: new Fake(SCREENS["before"] as Screen) });
  await shown.findByText("Questions that come up first");
  expect(document.querySelector("[data-help] h3")).toBeNull();
  expect(document.querySelectorAll("[data-help] .note")).toHaveLength(0);
});
