import svelte from "eslint-plugin-svelte";
import tseslint from "typescript-eslint";

// Every text of the window comes from the catalogue in Rust: markup holds no word, and neither does an attribute that is read.
const READ = new Set(["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title"]);
const SAYS = /\p{L}{2}/u;
const catalogue = {
  rules: {
    "no-words-here": {
      create(context) {
        const report = (node) => context.report({ node, message: "Words come from the catalogue (crates/words)." });
        return {
          SvelteText(node) {
            if (node.parent.type !== "SvelteStyleElement" && SAYS.test(node.value)) report(node);
          },
          "SvelteAttribute > SvelteLiteral"(node) {
            if (READ.has(node.parent.key.name) && SAYS.test(node.value)) report(node);
          },
          // What is shown in braces: a text with a blank or a capital is no name of a style or a state.
          "SvelteMustacheTag Literal, SvelteMustacheTag TemplateElement"(node) {
            const text = typeof node.value === "object" ? (node.value?.cooked ?? "") : node.value;
            const attribute = context.sourceCode.getAncestors(node).find((one) => one.type === "SvelteAttribute");
            const shown = !attribute || READ.has(attribute.key.name);
            if (shown && typeof text === "string" && /\p{Lu}|\p{L} \p{L}/u.test(text)) report(node);
          },
        };
      },
    },
  },
};

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
  {
    files: ["src/**/*.svelte"],
    plugins: { catalogue },
    rules: { "catalogue/no-words-here": "error" },
  },
  { files: ["src/bridge/**"], rules: { "no-restricted-imports": "off" } },
);
