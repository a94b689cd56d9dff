import { mount } from "svelte";

import App from "./App.svelte";
import { rust } from "./bridge/bridge";
import "./style/base.css";

const target = document.getElementById("window");
if (target) mount(App, { target, props: { bridge: rust } });
