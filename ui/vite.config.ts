import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

// The gallery is the same page with scripted screens behind it; no bundle of the program contains it.
export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting()],
  base: mode === "gallery" ? "./" : "/",
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["chrome120", "safari17"],
    // The content policy allows no data: addresses, so fonts and pictures stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { input: mode === "gallery" ? "gallery.html" : "index.html" },
  },
  test: {
    environment: "jsdom",
    // A guard against hanging: a busy machine takes its time.
    testTimeout: 60_000,
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test-setup.ts"],
  },
}));
