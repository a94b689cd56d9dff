// The gallery: one scripted screen, chosen by the part of the address after `?`.

import { mount } from "svelte";

import App from "../App.svelte";
import { Fake } from "../bridge/fake";
import "../style/base.css";
import { SCREENS } from "./screens";

const screen = SCREENS[location.search.slice(1)] ?? Object.values(SCREENS)[0];
const target = document.getElementById("window");
if (target && screen) mount(App, { target, props: { bridge: new Fake(screen) } });
