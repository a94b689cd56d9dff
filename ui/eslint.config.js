import svelte from "eslint-plugin-svelte";
import tseslint from "typescript-eslint";

const DOOR = "Only src/bridge talks to Tauri: the window shows a Screen and sends an Answer.";

export default tseslint.config(
  { ignores: ["dist", "dist-gallery", "node_modules", "src/bridge/bindings.ts"] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ["src/**/*.{ts,svelte}"],
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Everything a person reads is a text node." },
        { property: "outerHTML", message: "Everything a person reads is a text node." },
        { property: "insertAdjacentHTML", message: "Everything a person reads is a text node." },
      ],
      "no-restricted-imports": ["error", { patterns: [{ group: ["@tauri-apps/*"], message: DOOR }] }],
      "@typescript-eslint/switch-exhaustiveness-check": "off",
      "svelte/no-at-html-tags": "error",
    },
  },
  { files: ["src/bridge/**"], rules: { "no-restricted-imports": "off" } },
);
