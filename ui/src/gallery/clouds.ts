// The question for the cloud, for looking at: folded for nearly everybody, and where the directory turned out to be elsewhere.

import type { Choice, Screen } from "../bridge/bindings";
import { button, status, text } from "./parts";

const FOUND_ELSEWHERE = {
  ...status("caution", "The directory of {{agency.example}} is in the cloud for the US Government (GCC High)."),
  action: button("Set up in that cloud", { kind: "switch-cloud" }, "link"),
};

const UNCONFIRMED =
  "No page of Microsoft's that we found names the mail servers of this cloud, how mail permissions are asked for there, or its admin center. We use what public mail programs use, and nobody has tried it with this assistant.";

const cloud = (chosen: string, part: Partial<Choice>): Screen["blocks"][number] => ({
  kind: "choice",
  value: {
    id: { kind: "question", value: "cloud" },
    anchor: "choice-cloud",
    label: text("Which Microsoft cloud?"),
    hint: text("Nearly every organisation is in the worldwide one. Each cloud has addresses, app registrations and accounts of its own."),
    options: [
      { id: "worldwide", label: text("Worldwide"), hint: text("Also for GCC, but not for GCC High") },
      { id: "us-government", label: text("US Government (GCC High)"), hint: null },
      { id: "us-defense", label: text("US Department of Defense (DoD)"), hint: null },
      { id: "china", label: text("China, operated by 21Vianet"), hint: null },
    ],
    chosen,
    status: null,
    extra: null,
    fold: { line: "Microsoft cloud: Worldwide", open: false },
    ...part,
  },
});

/** The pages of this file, made from those of the questions. */
export function clouds(mailbox: Screen, application: Screen): Record<string, Screen> {
  const [address, ...others] = mailbox.blocks;
  const elsewhere =
    address?.kind === "field" ? [{ ...address, value: { ...address.value, value: "office@agency.example", status: FOUND_ELSEWHERE } }, ...others] : [];
  return {
    "cloud-folded": { ...application, blocks: [...application.blocks, cloud("worldwide", {})] },
    "cloud-elsewhere": { ...mailbox, blocks: elsewhere },
    "cloud-doubted": {
      ...application,
      blocks: [
        ...application.blocks,
        cloud("worldwide", { status: FOUND_ELSEWHERE, fold: { line: "Microsoft cloud: Worldwide", open: true } }),
      ],
    },
    "cloud-chosen": {
      ...application,
      blocks: [
        ...application.blocks,
        cloud("us-government", {
          extra: text(UNCONFIRMED),
          fold: { line: "Microsoft cloud: US Government (GCC High)", open: true },
        }),
      ],
    },
  };
}
