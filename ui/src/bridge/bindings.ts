// Written by `cargo xtask bindings` from crates/journey. Do not edit.

export type Action = { "kind": "continue" } | { "kind": "back" } | { "kind": "go-to", "value": StepId } | { "kind": "stay-here" } | { "kind": "change", "value": StepId } | { "kind": "retry" } | { "kind": "stop" } | { "kind": "open-browser" } | { "kind": "sign-in-elsewhere" } | { "kind": "get-access" } | { "kind": "open-browser-again" } | { "kind": "copy-link" } | { "kind": "open-portal-page" } | { "kind": "copy-portal-link" } | { "kind": "paste" } | { "kind": "paste-into", "value": FieldId } | { "kind": "paste-manifest" } | { "kind": "check-set-up" } | { "kind": "paste-to-check" } | { "kind": "copy-check-note" } | { "kind": "continue-as-set-up" } | { "kind": "paste-from-browser" } | { "kind": "choose-file" } | { "kind": "clear-secret" } | { "kind": "by-script", "value": ScriptPress } | { "kind": "swap-ids" } | { "kind": "use-found-directory" } | { "kind": "switch-cloud" } | { "kind": "switch-provider" } | { "kind": "open-approval" } | { "kind": "check-approval" } | { "kind": "copy-administrator-note" } | { "kind": "copy-problem-block" } | { "kind": "find-provider" } | { "kind": "check-network" } | { "kind": "send-test" } | { "kind": "copy-transcript" } | { "kind": "arrived", "value": boolean } | { "kind": "confirm-delegate", "value": boolean } | { "kind": "save" } | { "kind": "save-sheet" } | { "kind": "write-token-file" } | { "kind": "save-table" } | { "kind": "done" } | { "kind": "new-set-up" } | { "kind": "recipe", "value": RecipePress } | { "kind": "practise" } | { "kind": "leave-practice" } | { "kind": "begin", "value": Scenario } | { "kind": "arm", "value": PracticeFault } | { "kind": "disarm" } | { "kind": "surprise-me" } | { "kind": "move-time" } | { "kind": "clear-practice" } | { "kind": "open-connection", "value": string } | { "kind": "to-connections" } | { "kind": "clear-search" } | { "kind": "read-list-again" } | { "kind": "open-folder" } | { "kind": "open-hand-over" } | { "kind": "renew-secret" } | { "kind": "add-secret" } | { "kind": "sign-in-again" } | { "kind": "not-now" } | { "kind": "look-again" } | { "kind": "delete-connection" } | { "kind": "delete-for-good" } | { "kind": "keep-connection" } | { "kind": "undo" } | { "kind": "save-reminder" } | { "kind": "show-file" } | { "kind": "dismiss" } | { "kind": "open-strip" } | { "kind": "close-strip" } | { "kind": "copy-support-note" } | { "kind": "look-up-code" } | { "kind": "open-settings" } | { "kind": "set-theme", "value": Theme } | { "kind": "zoom-in" } | { "kind": "zoom-out" } | { "kind": "zoom-reset" } | { "kind": "switch-screen-share" } | { "kind": "show-shortcuts" } | { "kind": "show-about" } | { "kind": "close-dialog" } | { "kind": "leave-anyway" } | { "kind": "ask-clear-practice" } | { "kind": "quit" };

export type Again = {
/**
 * When it may be, and how long it takes at most.
 */
text: Text,
/**
 * From when on another try is worth it. The window counts.
 */
from: string,
/**
 * "Worth another try in {time}".
 */
counting: string,
/**
 * The same once it is over.
 */
over: string, };

export type Answer = { "kind": "said", "value": Said } | { "kind": "typed-secret", "value": {
/**
 * The field.
 */
field: FieldId,
/**
 * The text.
 */
text: Unseen, } } | { "kind": "browser-typed", "value": {
/**
 * The text.
 */
text: Unseen, } };

export type Around = {
/**
 * The screen-share switch was pressed once while on: the next press shows values.
 */
share_asked: boolean,
/**
 * Whether the menu has a button in the page. Where the system has a menu bar, that one serves.
 */
menu_button: boolean,
/**
 * The menu, in groups.
 */
menu: Array<MenuGroup>, };

export type Banner = {
/**
 * What it says by its colour.
 */
tone: Tone,
/**
 * The sentence.
 */
text: Text,
/**
 * What holds at the moment: what is armed, what time it is.
 */
states: Array<BannerState>,
/**
 * What can be made to go wrong, in the practice office.
 */
menu: FaultMenu | null,
/**
 * One at most.
 */
actions: Array<Button>, };

export type BannerState = {
/**
 * The sentence.
 */
text: Text,
/**
 * What ends it.
 */
action: Button | null, };

export type Block = { "kind": "section", "value": Text } | { "kind": "paragraph", "value": Text } | { "kind": "list", "value": Array<Text> } | { "kind": "steps", "value": Array<Text> } | { "kind": "portal-card", "value": PortalCard } | { "kind": "paste-box", "value": PasteBox } | { "kind": "findings", "value": Findings } | { "kind": "permissions", "value": PermissionTable } | { "kind": "field", "value": Field } | { "kind": "secret-field", "value": SecretField } | { "kind": "choice", "value": Choice } | { "kind": "day-field", "value": DayField } | { "kind": "tick", "value": Tick } | { "kind": "copy-rows", "value": CopyRows } | { "kind": "live", "value": Live } | { "kind": "browser-box", "value": BrowserBox } | { "kind": "script", "value": Script } | { "kind": "transcript", "value": Transcript } | { "kind": "summary", "value": Array<SummaryRow> } | { "kind": "exact-match", "value": ExactMatch } | { "kind": "connections", "value": Connections } | { "kind": "connection", "value": ConnectionView } | { "kind": "countdown", "value": Countdown } | { "kind": "buttons", "value": Array<Button> } | { "kind": "scenarios", "value": Array<ScenarioCard> } | { "kind": "help", "value": Help } | { "kind": "settings", "value": Array<SettingRow> } | { "kind": "shortcuts", "value": Array<ShortcutGroup> } | { "kind": "quoted", "value": Quoted };

export type BrowserBox = {
/**
 * "Does the browser show an error? Paste it here".
 */
label: Text,
/**
 * *Explain*: reads the clipboard.
 */
paste: Button,
/**
 * When the box is brought up in prominence.
 */
prominent_at: string | null,
/**
 * What the last paste was.
 */
status: Status | null, };

export type Button = {
/**
 * What to send back.
 */
action: Action,
/**
 * The act itself.
 */
label: string,
/**
 * How it looks.
 */
tone: ButtonTone,
/**
 * When set: refused until then. The window shows `wait_label` with the seconds left in place of `{seconds}`.
 */
enabled_at: string | null,
/**
 * "Send again in {seconds} s".
 */
wait_label: string | null, };

export type ButtonTone = "filled" | "danger" | "outlined" | "link";

export type Choice = {
/**
 * Which question.
 */
id: ChoiceId,
/**
 * What summaries link to.
 */
anchor: string,
/**
 * The question.
 */
label: Text,
/**
 * A short phrase or sentence.
 */
hint: Text | null,
/**
 * What may be chosen.
 */
options: Array<ChoiceOption>,
/**
 * The id of the chosen option.
 */
chosen: string | null,
/**
 * Evidence, caution or error.
 */
status: Status | null,
/**
 * A line that is always there: "Expires Friday 21 May 2027, 180 days from today."
 */
extra: Text | null,
/**
 * For a question that hardly anybody needs to answer.
 */
fold: Fold | null, };

export type ChoiceId = { "kind": "application" } | { "kind": "question", "value": string } | { "kind": "period" } | { "kind": "which-day" } | { "kind": "script-dialect" } | { "kind": "script-months" } | { "kind": "browser-page" };

export type ChoiceOption = {
/**
 * What to send back.
 */
id: string,
/**
 * Its words.
 */
label: Text,
/**
 * A phrase beside it.
 */
hint: Text | null, };

export type Column = {
/**
 * What pressing its head sorts by.
 */
sort: ConnectionSort,
/**
 * Its head.
 */
label: string,
/**
 * Which way it runs, when the list is sorted by it.
 */
order: Order | null, };

export type ConnectionFilter = "all" | "attention" | "unfinished";

export type ConnectionRow = {
/**
 * Which.
 */
id: string,
/**
 * The organisation.
 */
organisation: Array<Piece>,
/**
 * The mailbox; masked in screen-share mode.
 */
mailbox: Array<Piece>,
/**
 * The application.
 */
application: Array<Piece>,
/**
 * Its health.
 */
health: Health,
/**
 * The health in words.
 */
health_words: string,
/**
 * A second line: "Stopped at step 5, Client secret".
 */
health_line: string | null,
/**
 * The next date, in words.
 */
next_date: string | null,
/**
 * Where an unfinished one stopped.
 */
step: StepId | null,
/**
 * Whether the person comes back from it: it is marked for a moment.
 */
returned: boolean,
/**
 * Opens it.
 */
open: Button, };

export type ConnectionSort = "need" | "organisation" | "application" | "next-date";

export type ConnectionView = {
/**
 * Its health.
 */
health: Health,
/**
 * The health in words.
 */
health_words: string,
/**
 * What is so, and what follows.
 */
panel: Text,
/**
 * What the panel asks for.
 */
primary: Button | null,
/**
 * What is known of it, line by line.
 */
facts: Array<Fact>, };

export type Connections = {
/**
 * What is searched for.
 */
query: string,
/**
 * Rises when the text was changed by something else than typing: the window replaces what stands in its field only
 * then.
 */
version: number,
/**
 * All, those that need attention, those that are not finished; one is chosen.
 */
filters: Array<FilterOption>,
/**
 * The columns, in their order.
 */
columns: Array<Column>,
/**
 * The rows of this part of the list.
 */
rows: Array<ConnectionRow>,
/**
 * The place of the first of these rows among those that fit, counted from 0.
 */
from: number,
/**
 * How many rows are asked for at a time.
 */
part: number,
/**
 * How many there are in all.
 */
total: number,
/**
 * How many fit the query.
 */
matching: number,
/**
 * "214 connections".
 */
count: string,
/**
 * "Most urgent first".
 */
order: string,
/**
 * "Nothing matches", when nothing does.
 */
nothing: Text | null,
/**
 * Shows all of them again, when nothing fits.
 */
clear: Button | null, };

export type CopyRow = {
/**
 * Which.
 */
id: RowId,
/**
 * The page or pane of the application it stands on, where several have fields of the same name.
 */
group: string | null,
/**
 * The application's own label.
 */
label: string,
/**
 * The value; for a secret and in screen-share mode a mask.
 */
value: string,
/**
 * Whether it is a secret: copied without being shown.
 */
secret: boolean,
/**
 * Whether it is chosen there: nothing to copy.
 */
choose: boolean,
/**
 * Where the value comes from, when its portal label differs.
 */
caption: Text | null,
/**
 * Whether it was copied in this session.
 */
copied: boolean,
/**
 * "Copy Client ID", for assistive technology.
 */
name: string,
/**
 * "Copied: Client ID", once it was.
 */
copied_name: string,
/**
 * Whether it is the next one for *Copy next*.
 */
next: boolean,
/**
 * Whether it is another way of writing the row above, for the case its caption names.
 */
other_way: boolean,
/**
 * A secret that was copied: when it is taken off the clipboard. The window counts.
 */
clears_at: string | null,
/**
 * Why it was not copied, or what it waits for.
 */
status: Status | null, };

export type CopyRows = {
/**
 * In the application's order.
 */
rows: Array<CopyRow>,
/**
 * Copies the next one; on the hand-over page only.
 */
copy_next: boolean,
/**
 * "Copied 2 of 5".
 */
copied: string | null,
/**
 * Shows the rows alone, in a narrow window that stays on top.
 */
strip: Button | null, };

export type Countdown = {
/**
 * Until when.
 */
until: string,
/**
 * What happens then. The window shows the seconds left in place of `{seconds}`.
 */
text: string, };

export type DayField = {
/**
 * What summaries link to.
 */
anchor: string,
/**
 * Its label.
 */
label: Text,
/**
 * The day, once it is one.
 */
day: string | null,
/**
 * Evidence, caution or error.
 */
status: Status | null, };

export type DetailRow = {
/**
 * What it is.
 */
label: string,
/**
 * As the provider wrote it.
 */
value: string, };

export type Dialog = {
/**
 * Which, for tests and pictures; nothing is decided by it.
 */
name: DialogName,
/**
 * The question.
 */
title: Text,
/**
 * What follows from either answer.
 */
text: Text,
/**
 * What else there is to read.
 */
blocks: Array<Block>,
/**
 * The answers.
 */
buttons: Array<Button>,
/**
 * The answer that changes nothing; Escape gives it, and it has the focus at first.
 */
keep: Button, };

export type DialogName = "delete-connection" | "unsaved" | "clear-practice" | "delete-set-up" | "remove-recipe" | "shortcuts" | "about";

export type ErrorSummary = {
/**
 * "Two things to fix".
 */
title: string,
/**
 * One a thing, in the order of the page.
 */
links: Array<SummaryLink>, };

export type ExactMatch = {
/**
 * "Paste what stands in TourTools".
 */
label: Text,
/**
 * The rows that can be checked.
 */
rows: Array<MatchRow>, };

export type Fact = {
/**
 * What it is about.
 */
label: string,
/**
 * What is known.
 */
value: Text,
/**
 * When, or until when.
 */
caption: Text | null,
/**
 * How much of a time is used.
 */
meter: Meter | null,
/**
 * What can be done about it.
 */
action: Button | null, };

export type FaultGroup = {
/**
 * Its heading.
 */
label: string,
/**
 * In order.
 */
items: Array<FaultItem>, };

export type FaultItem = {
/**
 * Arms it, or takes it back.
 */
button: Button,
/**
 * Whether it is armed, or the person was told how to see it.
 */
on: boolean, };

export type FaultMenu = {
/**
 * Its label.
 */
label: string,
/**
 * What stands above the groups.
 */
first: Array<Button>,
/**
 * Everything that can go wrong, by where it is met.
 */
groups: Array<FaultGroup>, };

export type Field = {
/**
 * Which.
 */
id: FieldName,
/**
 * What summaries link to.
 */
anchor: string,
/**
 * Its label.
 */
label: Text,
/**
 * A short phrase.
 */
hint: string | null,
/**
 * What stands in it. In screen-share mode a mask, and then `masked` is true.
 */
value: string,
/**
 * Rises when the value was changed by something else than typing: the window replaces its draft only then.
 */
version: number,
/**
 * Whether `value` is a mask; the window then shows it as text until the field is edited.
 */
masked: boolean,
/**
 * Evidence, caution or error.
 */
status: Status | null,
/**
 * How wide.
 */
width: Width, };

export type FieldId = "client_id" | "tenant_id" | "tenant_domain" | "client_secret" | "secret_expires" | "redirect_uri" | "mailbox" | "organisation" | "google_client_id" | "google_client_secret" | "google_project" | "service_account" | "app_password";

export type FieldName = { "kind": "value", "value": FieldId } | { "kind": "recipient" } | { "kind": "answer", "value": string };

export type FilterOption = {
/**
 * Which.
 */
filter: ConnectionFilter,
/**
 * "Attention 3".
 */
label: string,
/**
 * Whether it is the one chosen.
 */
chosen: boolean, };

export type Finding = {
/**
 * How much it stops.
 */
tone: StatusTone,
/**
 * What is there, what is needed.
 */
text: Text,
/**
 * Leads to the step that mends it.
 */
go: Button | null, };

export type Findings = {
/**
 * What the verdict says by its mark.
 */
tone: StatusTone,
/**
 * How much differs, or that nothing does.
 */
verdict: Text,
/**
 * One sentence each.
 */
items: Array<Finding>,
/**
 * That there are more than are shown.
 */
more: Text | null,
/**
 * What could not be seen by it.
 */
beyond: Array<Text>, };

export type Fold = {
/**
 * What is seen of it: the question and its answer.
 */
line: string,
/**
 * Whether it is open at first.
 */
open: boolean, };

export type Footer = {
/**
 * The filled button; none while waiting, and none when the explained error has it.
 */
primary: Button | null,
/**
 * Quieter ones.
 */
secondary: Array<Button>,
/**
 * "Step 2 of 10".
 */
position: string | null, };

export type FrameWords = {
/**
 * What the program is called.
 */
product: string,
/**
 * The link that jumps over header and rail.
 */
skip: string,
/**
 * The name of the rail.
 */
steps: string,
/**
 * Before the title of a page with errors: `{title}`.
 */
error_title: string,
/**
 * The engine has ended.
 */
ended: string,
/**
 * Another window of the program is open already.
 */
in_use: string,
/**
 * The engine could not be started.
 */
not_started: string,
/**
 * The screen-share switch, off.
 */
share_off: string,
/**
 * The screen-share switch, on.
 */
share_on: string,
/**
 * The same after its first press: the second one shows values.
 */
share_again: string,
/**
 * The button of the menu.
 */
menu: string,
/**
 * A switch that is on.
 */
on: string,
/**
 * A switch that is off.
 */
off: string,
/**
 * Said after a button that leaves the window.
 */
in_browser: string,
/**
 * The disclosure of a portal card.
 */
looks_different: string,
/**
 * Read in place of a mask.
 */
hidden: string,
/**
 * Begins editing a masked value.
 */
edit: string,
/**
 * The first part of a day.
 */
day: string,
/**
 * The second.
 */
month: string,
/**
 * The third.
 */
year: string,
/**
 * Copies a row.
 */
copy: string,
/**
 * The same for two seconds after the press.
 */
copied: string,
/**
 * In place of a button, where there is nothing to copy.
 */
to_choose: string,
/**
 * Copies the next row.
 */
copy_next: string,
/**
 * Beside a secret that was copied: `{seconds}`.
 */
clears: string,
/**
 * Beside a secret that was copied and is off the clipboard.
 */
cleared: string,
/**
 * The field of the exact-match check.
 */
compare: string,
/**
 * A stage that works, for assistive technology.
 */
working: string,
/**
 * A stage that is done.
 */
done: string,
/**
 * A stage that failed.
 */
failed: string,
/**
 * A stage that was left out.
 */
skipped: string,
/**
 * A stage that has not begun.
 */
waiting: string,
/**
 * A duration under a minute: `{seconds}`.
 */
seconds: string,
/**
 * A longer one: `{minutes}`, `{seconds}`.
 */
minutes: string,
/**
 * The disclosure of the transcript.
 */
transcript: string,
/**
 * Its view in words.
 */
plain: string,
/**
 * Its view as it went.
 */
raw: string,
/**
 * The disclosure of an explained error.
 */
details: string,
/**
 * Copies the whole of them.
 */
copy_details: string,
/**
 * The disclosure of what else may be behind it: `{count}`.
 */
other_causes: string,
/**
 * The search field of the list.
 */
search: string,
/**
 * The name of the list.
 */
connections: string,
/**
 * The name of its filters.
 */
show: string, };

export type Header = {
/**
 * The organisation.
 */
organisation: string | null,
/**
 * The application.
 */
application: string | null,
/**
 * The provider.
 */
provider: string | null,
/**
 * When the answers were last written down.
 */
saved_at: string | null,
/**
 * The same in words: "Saved 10:42".
 */
saved: string | null, };

export type Health = "healthy" | "not-checked" | "renew-soon" | "renew-now" | "expired" | "secret-missing" | "unfinished";

export type HeldView = {
/**
 * Characters; none in screen-share mode.
 */
length: number | null,
/**
 * Its first three characters; none in screen-share mode.
 */
first_three: string | null, };

export type Help = {
/**
 * "Get help with this step".
 */
label: string,
/**
 * The heading of the answers; none where the label says it.
 */
answers_title: string | null,
/**
 * What people ask here, answered; may be empty.
 */
answers: Array<HelpAnswer>,
/**
 * The heading of the traps.
 */
traps_title: string,
/**
 * What goes wrong here most often; may be empty.
 */
traps: Array<Text>,
/**
 * Notes to copy for those who help.
 */
notes: Array<HelpNote>, };

export type HelpAnswer = {
/**
 * "Does this cost anything?"
 */
question: Text,
/**
 * What is known of it.
 */
answer: Text, };

export type HelpNote = {
/**
 * For whom, and what it says.
 */
text: Text,
/**
 * Copies it.
 */
copy: Button, };

export type Live = {
/**
 * In order.
 */
stages: Array<StageView>,
/**
 * One line, once all went well.
 */
folded: Text | null,
/**
 * "Take your time", shown from `hint_at` on.
 */
hint: Text | null,
/**
 * When the hint appears.
 */
hint_at: string | null, };

export type Mark = "todo" | "started" | "done" | "problem" | "gated";

export type MatchMark = "same" | "missing" | "extra" | "different";

export type MatchRow = {
/**
 * Which.
 */
row: RowId,
/**
 * The application's own label.
 */
label: string,
/**
 * The outcome, once something was pasted back.
 */
status: Status | null,
/**
 * What was pasted, character by character marked; empty when it is the same.
 */
runs: Array<MatchRun>,
/**
 * What differs, in words.
 */
differences: Array<Text>, };

export type MatchRun = {
/**
 * What they are.
 */
mark: MatchMark,
/**
 * The characters that belong there; empty for `Extra`.
 */
expected: string,
/**
 * The characters that are there; empty for `Missing`.
 */
found: string, };

export type MenuGroup = {
/**
 * Its heading.
 */
label: string,
/**
 * In order.
 */
items: Array<MenuItem>, };

export type MenuItem = {
/**
 * What it does.
 */
action: Action,
/**
 * The act itself.
 */
label: string,
/**
 * The keys that do the same: "Ctrl+N".
 */
keys: string | null,
/**
 * Whether it is one that is on or off, or one of several.
 */
mark: MenuMark | null,
/**
 * Why it cannot be pressed now: "needs step 5".
 */
why_not: Text | null, };

export type MenuMark = { "kind": "check", "value": boolean } | { "kind": "radio", "value": boolean };

export type Meter = {
/**
 * Days used; `all` at most.
 */
used: number,
/**
 * Days in all; more than none.
 */
all: number,
/**
 * "160 of 180 days used".
 */
words: string, };

export type Note = {
/**
 * What it says by its colour.
 */
tone: Tone,
/**
 * The sentence.
 */
text: Text, };

export type Order = "ascending" | "descending";

export type OtherCause = {
/**
 * What it would be.
 */
text: Text,
/**
 * The step that mends it.
 */
go: Button | null, };

export type PageName = { "kind": "connections" } | { "kind": "mailbox-question" } | { "kind": "application-question" } | { "kind": "before-you-begin" } | { "kind": "recipe-file" } | { "kind": "recipe-mistakes" } | { "kind": "check-question" } | { "kind": "check-set-up" } | { "kind": "settings" } | { "kind": "step", "value": StepId } | { "kind": "script" } | { "kind": "connection" };

export type PasteBox = {
/**
 * "Paste what you copied".
 */
label: string,
/**
 * How to come by what belongs here, where no card says so.
 */
hint: Text | null,
/**
 * *Paste*.
 */
paste: Button,
/**
 * *Choose the file*, where one is given.
 */
choose?: Button,
/**
 * What was used and what was left.
 */
status: Status | null, };

export type PermissionRow = {
/**
 * Its name in the portal.
 */
name: string,
/**
 * Whether it is needed, in a word.
 */
needed: string,
/**
 * Whether it was asked for, in a word.
 */
asked: string,
/**
 * Whether it was granted, in a word.
 */
granted: string,
/**
 * How it stands.
 */
tone: StatusTone,
/**
 * What is missing or too much, and what to do; nothing where there is nothing to say.
 */
finding: Text | null,
/**
 * Leads to the step that mends it.
 */
go: Button | null, };

export type PermissionTable = {
/**
 * What the verdict says by its mark.
 */
tone: StatusTone,
/**
 * Whether what is needed was granted, and no more.
 */
verdict: Text,
/**
 * The heads of the columns.
 */
permission: string,
/**
 * The second.
 */
needed: string,
/**
 * The third.
 */
asked: string,
/**
 * The fourth.
 */
granted: string,
/**
 * One permission each.
 */
rows: Array<PermissionRow>,
/**
 * That there are more than are shown.
 */
more: Text | null, };

export type Piece = {
/**
 * The characters.
 */
text: string,
/**
 * Whether they were searched for.
 */
hit: boolean, };

export type PortalCard = {
/**
 * Numbered actions, five at most.
 */
actions: Array<Text>,
/**
 * Opens the page.
 */
open: Button | null,
/**
 * The host the page is at.
 */
host: string,
/**
 * "Checked against the portal on 3 November 2026".
 */
checked: string,
/**
 * What to do when the portal looks different.
 */
looks_different: Text | null,
/**
 * "Opened 10:41".
 */
opened: string | null,
/**
 * Copies the page's address.
 */
copy_link: Button | null, };

export type PracticeFault = "paste-secret-id" | "paste-object-id" | "paste-swapped-ids" | "paste-cut-id" | "paste-hidden-value" | "paste-unclear-day" | "secret-delay" | "registration-delay" | "discovery-html" | "provider-unknown" | "provider-other" | "machine-unknown" | "machine-refused" | "machine-silent" | "machine-certificate" | "redirect-missing" | "registration-unknown" | "directory-unknown" | "registration-disabled" | "other-organisation" | "approval-needed" | "approval-declined" | "policy-stopped" | "not-assigned" | "secret-wrong" | "secret-expired" | "redirect-wrong-platform-spa" | "redirect-wrong-platform-public" | "wrong-account" | "permission-missing" | "permission-extra" | "no-refresh-token" | "second-factor" | "code-spent" | "identity-forged" | "clock-wrong" | "token-html" | "token-empty" | "token-cut" | "token-slow" | "token-busy" | "token-down" | "token-dropped" | "graph-send-as-denied" | "graph-access-denied" | "graph-mailbox-not-enabled" | "graph-user-missing" | "graph-unauthorized" | "graph-throttled" | "graph-dropped" | "graph-html" | "application-not-approved" | "application-limited" | "smtp-off-for-organisation" | "smtp-off-for-mailbox" | "smtp-switch-delay" | "smtp-refused" | "smtp-security-defaults" | "smtp-basic-disabled" | "smtp-criteria" | "smtp-credentials" | "smtp-not-allowed" | "smtp-federation-down" | "smtp-federation-insecure" | "smtp-basic-retired" | "smtp-temporary" | "smtp-no-starttls" | "smtp-not-authenticated" | "smtp-busy" | "smtp-recipient-busy" | "smtp-held-up" | "smtp-send-as-denied" | "smtp-submission-denied" | "smtp-quota" | "smtp-restricted" | "smtp-mailbox-full" | "smtp-reputation" | "smtp-dropped" | "send-as-missing" | "graph-read-denied" | "graph-read-throttled" | "full-access-missing" | "imap-off" | "imap-refused" | "imap-not-connected" | "imap-throttled" | "pop-off" | "pop-refused" | "network-gone" | "google-client-delay" | "google-client-unknown" | "google-client-deleted" | "google-secret-wrong" | "google-redirect-missing" | "google-scopes-unlisted" | "google-not-tester" | "google-user-cap" | "google-education" | "google-request-refused" | "google-embedded" | "google-box-empty" | "google-reauthentication" | "google-account-deleted" | "google-api-off" | "google-api-delay" | "google-api-unauthorized" | "google-api-scope" | "google-api-bad-request" | "google-api-argument" | "google-api-no-mailbox" | "google-api-delegation" | "google-api-policy" | "google-api-daily" | "google-api-user-rate" | "google-api-rate" | "google-api-mail-limit" | "google-api-concurrent" | "google-api-backend" | "google-api-not-found" | "google-api-dropped" | "google-api-html" | "google-browser-first" | "google-password-normal" | "google-smtp-refused" | "google-smtp-old" | "google-smtp-temporary" | "google-smtp-attempts" | "google-smtp-closed" | "google-smtp-mechanism" | "google-smtp-argument" | "google-smtp-unauthenticated" | "google-smtp-syntax" | "google-smtp-recipient-busy" | "google-smtp-recipients" | "google-smtp-domain" | "google-smtp-timeout" | "google-smtp-quota" | "google-smtp-relay" | "google-smtp-blocked" | "google-smtp-size" | "google-smtp-malformed" | "google-imap-refused" | "google-imap-crowded" | "google-pop-off" | "google-pop-refused" | "google-admin-policy" | "google-not-delegated" | "google-delegation-delay" | "google-key-deleted" | "keychain-locked" | "keychain-dismissed" | "keychain-absent" | "keychain-differs";

export type ProblemView = {
/**
 * The kind's word, for tests; nothing is decided by it.
 */
kind: string,
/**
 * What happened.
 */
title: Text,
/**
 * Why.
 */
why: Text,
/**
 * What to do: one to three.
 */
steps: Array<Text>,
/**
 * Who must act, when it is not the person at this computer.
 */
who: Text | null,
/**
 * That it may only be waiting, and until when; trying is possible all the time.
 */
again: Again | null,
/**
 * The filled button.
 */
primary: Button | null,
/**
 * Quieter ones.
 */
secondary: Array<Button>,
/**
 * Codes, times, identifiers, the provider's own words; folded.
 */
details: Array<DetailRow>,
/**
 * Opens the provider's page about the code.
 */
look_up: Button | null,
/**
 * Other possible causes, the most frequent first; folded.
 */
others: Array<OtherCause>,
/**
 * All of it as one block for a ticket; the window copies it by `Action::CopyProblemBlock`.
 */
copy_block: string, };

export type Quoted = {
/**
 * "The file says".
 */
label: string,
/**
 * In order.
 */
rows: Array<QuotedRow>, };

export type QuotedRow = {
/**
 * What it is about.
 */
label: Text,
/**
 * As it was said, one text a line.
 */
texts: Array<Text>, };

export type Rail = {
/**
 * Prepare, Prove, Finish.
 */
groups: Array<RailGroup>,
/**
 * "Step 2 of 10: IDs", for the folded form.
 */
folded: string, };

export type RailGroup = {
/**
 * Its heading.
 */
label: string,
/**
 * Its steps, in order.
 */
items: Array<RailItem>, };

export type RailItem = {
/**
 * The step.
 */
step: StepId,
/**
 * Counted from 1.
 */
number: number,
/**
 * At most 18 characters.
 */
label: string,
/**
 * How far it is.
 */
mark: Mark,
/**
 * Why it cannot start yet, or what is wrong; a second line.
 */
reason: Text | null,
/**
 * Whether it is the one shown.
 */
current: boolean,
/**
 * Whether the rail leads there: steps of a saved connection are a record.
 */
opens: boolean,
/**
 * "Step 5, Client secret, not started", for assistive technology.
 */
name: string, };

export type RecipePress = "open" | "show" | "accept" | "decline" | "remove" | "remove-for-good" | "keep";

export type RowId = string;

export type Run = {
/**
 * What they are.
 */
kind: RunKind,
/**
 * The characters.
 */
text: string, };

export type RunKind = "plain" | "portal" | "value" | "start";

export type Said = { "kind": "press", "value": Action } | { "kind": "typed", "value": {
/**
 * The field.
 */
field: FieldId,
/**
 * Everything that stands in it now.
 */
text: string,
/**
 * The version of the value the person was editing.
 */
version: number, } } | { "kind": "chosen", "value": {
/**
 * The question.
 */
choice: ChoiceId,
/**
 * The option's id.
 */
option: string, } } | { "kind": "ticked", "value": {
/**
 * What.
 */
tick: TickId,
/**
 * Whether it is set.
 */
on: boolean, } } | { "kind": "day-typed", "value": {
/**
 * Four digits.
 */
year: number,
/**
 * 1 to 12.
 */
month: number,
/**
 * 1 to 31.
 */
day: number, } } | { "kind": "recipient-typed", "value": {
/**
 * Everything that stands in the field.
 */
text: string,
/**
 * The version of the value the person was editing.
 */
version: number, } } | { "kind": "answer-typed", "value": {
/**
 * The question's id.
 */
question: string,
/**
 * Everything that stands in the field.
 */
text: string,
/**
 * The version of the value the person was editing.
 */
version: number, } } | { "kind": "copy", "value": RowId } | { "kind": "copy-next" } | { "kind": "pasted-back", "value": {
/**
 * The row it is compared with.
 */
row: RowId,
/**
 * The text, untouched.
 */
text: string, } } | { "kind": "searched", "value": {
/**
 * Everything that stands in the search field.
 */
text: string, } } | { "kind": "filtered", "value": ConnectionFilter } | { "kind": "sorted", "value": ConnectionSort } | { "kind": "listed", "value": {
/**
 * The first row.
 */
from: number, } } | { "kind": "online", "value": boolean } | { "kind": "screen-share", "value": boolean } | { "kind": "set", "value": {
/**
 * Which.
 */
setting: SettingId,
/**
 * To what.
 */
value: SettingValue, } };

export type Scenario = "tourtools" | "bad-day" | "gmail";

export type ScenarioCard = {
/**
 * Its name.
 */
title: Text,
/**
 * What happens in it.
 */
about: Text,
/**
 * Begins it.
 */
start: Button, };

export type Screen = {
/**
 * Rises only when another page is shown: focus moves to the heading then, and not otherwise.
 */
page: number,
/**
 * Counts every Continue that was refused: focus moves to the summary or the field then.
 */
attempt: number,
/**
 * Which page it is, for tests and pictures; nothing is decided by it.
 */
name: PageName,
/**
 * The title of the window.
 */
window_title: string,
/**
 * Whether this is the practice office.
 */
practice: boolean,
/**
 * By how many seconds the instants here are ahead of the computer's clock: practice may pretend that it is later.
 * Whoever counts adds them.
 */
clock_ahead: number,
/**
 * Whether values are masked.
 */
screen_share: boolean,
/**
 * The line at the top.
 */
header: Header,
/**
 * One banner at most.
 */
banner: Banner | null,
/**
 * The steps, once there are any.
 */
rail: Rail | null,
/**
 * The page's heading.
 */
heading: Text,
/**
 * One or two sentences under it; may be empty.
 */
lead: Text,
/**
 * Short notes above the blocks.
 */
notes: Array<Note>,
/**
 * What Continue found, when it found two things or more.
 */
summary: ErrorSummary | null,
/**
 * The page itself.
 */
blocks: Array<Block>,
/**
 * An explained error.
 */
problem: ProblemView | null,
/**
 * The buttons at the foot.
 */
footer: Footer,
/**
 * A question that must be answered first; it stands over the page.
 */
dialog: Dialog | null,
/**
 * What happened elsewhere, and what can still be done about it; it stands over the foot of the page.
 */
toast: Toast | null,
/**
 * The values to copy alone, in a narrow window that stays on top; nothing else of the page is shown then.
 */
strip: Strip | null,
/**
 * The menu, and the state of the screen-share switch; the assistant fills them in.
 */
around: Around, };

export type Script = {
/**
 * What it is, for a screen reader as well.
 */
label: string,
/**
 * All of it, with line feeds.
 */
text: string,
/**
 * Copy, save, open where it is run.
 */
buttons: Array<Button>, };

export type ScriptPress = "open" | "close" | "copy" | "save" | "open-shell";

export type SecretField = {
/**
 * Which.
 */
id: FieldId,
/**
 * What summaries link to.
 */
anchor: string,
/**
 * Its label.
 */
label: Text,
/**
 * A short phrase.
 */
hint: string | null,
/**
 * What is held, if anything.
 */
held: HeldView | null,
/**
 * *Paste*.
 */
paste: Button,
/**
 * *Choose the file*, where a file alone fills it.
 */
choose?: Button,
/**
 * *Clear*, when something is held.
 */
clear: Button | null,
/**
 * Evidence, caution or error.
 */
status: Status | null, };

export type SettingControl = { "kind": "switch", "value": boolean } | { "kind": "choice", "value": {
/**
 * What may be chosen.
 */
options: Array<SettingOption>,
/**
 * The id of the chosen one.
 */
chosen: string, } } | { "kind": "text", "value": {
/**
 * What stands in it. In screen-share mode it may be a mask, and then `masked` is true.
 */
value: string,
/**
 * Whether `value` is a mask, which is shown as text.
 */
masked: boolean, } } | { "kind": "buttons", "value": Array<Button> };

export type SettingId = "theme" | "text-size" | "start-sharing" | "hide-organisations" | "hide-from-capture" | "clear-copied" | "move-on" | "prepared-by" | "folder" | "practice-data";

export type SettingOption = {
/**
 * What to send back.
 */
id: string,
/**
 * Its words.
 */
label: string, };

export type SettingRow = {
/**
 * Which.
 */
id: SettingId,
/**
 * Its name in the page.
 */
anchor: string,
/**
 * Its label.
 */
label: Text,
/**
 * What it means or where its limits are.
 */
hint: Text | null,
/**
 * What it is set with; none where the system cannot do it.
 */
control: SettingControl | null,
/**
 * "Could not be saved", or that something was done.
 */
status: Status | null, };

export type SettingValue = { "kind": "on", "value": boolean } | { "kind": "option", "value": string } | { "kind": "text", "value": string };

export type ShortcutGroup = {
/**
 * Its heading.
 */
label: string,
/**
 * In order.
 */
rows: Array<ShortcutRow>, };

export type ShortcutRow = {
/**
 * The keys; two when there are two ways or two directions.
 */
keys: Array<string>,
/**
 * What they do.
 */
does: string, };

export type Stage = "find-provider" | "find-directory" | "check-secret" | "obtain-access" | "open-browser" | "await-answer" | "receive-answer" | "exchange" | "identity" | "permissions" | "find-server" | "connect" | "accept-access" | "find-mailbox" | "accept-sender" | "accept-message" | "open-mailbox" | "read-header" | "list-calendars" | "find-computer" | "reach-port" | "secure-port" | "write" | "read-back" | "commit";

export type StageState = "waiting" | "working" | "done" | "failed" | "skipped";

export type StageView = {
/**
 * Which.
 */
stage: Stage,
/**
 * What it is doing, or what it has done.
 */
text: Text,
/**
 * How far it is.
 */
state: StageState,
/**
 * Since when it works; the window counts from here.
 */
since: string | null,
/**
 * When it ended.
 */
at: string | null,
/**
 * The same in words: "10:51:02".
 */
at_words: string | null,
/**
 * How long it took, in milliseconds.
 */
took_ms: number | null, };

export type Status = {
/**
 * What it claims.
 */
tone: StatusTone,
/**
 * The words.
 */
text: Text,
/**
 * How and when: "Found at Microsoft, 10:42".
 */
tip: string | null,
/**
 * What mends it on the spot: *Swap them*.
 */
action: Button | null, };

export type StatusTone = "error" | "caution" | "looks-right" | "found" | "proved" | "not-checked" | "busy";

export type StepId = "provider" | "project" | "app-registration" | "tenant" | "redirect-uri" | "permissions" | "expose-api" | "approval" | "client-secret" | "mailbox" | "smtp-auth" | "network" | "google-api" | "google-branding" | "google-audience" | "google-data-access" | "google-client" | "google-app-access" | "service-account" | "delegation" | "two-step" | "app-password" | "sign-in" | "test" | "save" | "hand-over";

export type Strip = {
/**
 * "TourTools values".
 */
title: string,
/**
 * The key that copies the next one.
 */
keys: string,
/**
 * Back to the whole page.
 */
close: Button, };

export type SummaryLink = {
/**
 * The `anchor` of the block it leads to.
 */
anchor: string,
/**
 * The same words as at the block.
 */
text: Text, };

export type SummaryRow = {
/**
 * What it is.
 */
label: Text,
/**
 * The value; for a secret a mask.
 */
value: string,
/**
 * How we know.
 */
evidence: Status | null,
/**
 * *Change*.
 */
change: Button | null, };

export type Text = Array<Run>;

export type Theme = "system" | "light" | "dark";

export type Tick = {
/**
 * Which.
 */
id: TickId,
/**
 * What summaries link to.
 */
anchor: string,
/**
 * "I have done this".
 */
label: Text,
/**
 * Whether it is set.
 */
on: boolean,
/**
 * Evidence or error.
 */
status: Status | null, };

export type TickId = { "kind": "step", "value": StepId } | { "kind": "afterwards", "value": number } | { "kind": "script-approves" };

export type Toast = {
/**
 * What.
 */
text: Text,
/**
 * What can still be done about it.
 */
action: Button | null,
/**
 * Stops saying it; without one it stops by itself.
 */
close: Button | null, };

export type Tone = "info" | "caution" | "return" | "gone" | "practice";

export type Transcript = {
/**
 * In plain words.
 */
plain: Array<Text>,
/**
 * As it went, with secrets replaced; none in screen-share mode.
 */
raw: Array<string>,
/**
 * *Copy transcript*.
 */
copy: Button, };

export type Unseen = string;

export type Width = "id" | "address" | "name";
