# What an owner asks who does this once. Only what has a source is said (roles: learn.microsoft.com/entra
# manage-app-consent-policies, copy of 2026-01-22; mailbox: authenticated-client-smtp-submission, copy of 2021-07, and
# Set-CASMailbox; Google: support.google.com/a/answer/6208960 and 162106, developers.google.com/gmail/api/reference/quota, read
# 2026-11-23); what has none is said to have none.

help-answers = Questions that come up here
owner-title = Questions that come up first

owner-ask-am-i = Am I an administrator?
owner-ask-who-is = Who is the administrator?
owner-ask-cost = Does this cost anything?
owner-ask-no-button = What if the button is not there?

owner-am-i-before = You do not have to know yet: the portal shows it. Where you may do a thing, the button is there; where you may not, it is missing or grey, nothing breaks, and the page here says whom to ask. In some organisations everybody may register an app; approving for everybody takes the role { $role } or higher.
owner-am-i-registering = For this step you may not have to be. In some organisations everybody may register an app: if [[New registration]] opens, you may. Elsewhere it takes the role [[Application Developer]] or higher, as far as we know.
owner-am-i-approval = The page tells. Whoever may approve is offered [[Accept]]; anybody else reads that an administrator has to, and nothing is changed. It takes the role { $role } or higher.
owner-am-i-mailbox = If these pages open and the switches can be changed, your role is enough; otherwise they are missing or grey, and nothing is changed.

owner-who-is = Whoever set up Microsoft 365 for { $organisation } and looks after its accounts: a colleague, or the firm that does your IT. The note for them says what they have to do.
owner-who-is-approval = Somebody in { $organisation } with the role { $role } or higher: mostly whoever set up Microsoft 365 and looks after its accounts, a colleague or the firm that does your IT. The note says what they have to do.

owner-cost = We know of no charge for registering an app or approving one, and of no page of Microsoft's that promises it; whoever holds the contract can say. The mailbox that sends needs a licence.
owner-cost-approval = We know of no charge for an approval, and of no page of Microsoft's that promises it; whoever holds the contract can say.
owner-cost-mailbox = The switches change no licence. But the mailbox that sends needs one, and whoever holds the contract knows what it costs.

owner-no-button = Labels and places change: [[It looks different]] on the card says another way. If it is missing altogether or grey, this account may not do it, or it is signed in to another directory; the note for the administrator says what is to be done.
owner-no-button-registering = If [[New registration]] is missing or grey, the organisation leaves registering to some: as far as we know it then takes the role [[Application Developer]] or higher. Copy the note for the administrator.
owner-no-button-secret = The organisation may allow no client secrets, or only short ones; then the portal says so by its policy, and an administrator has to make an exception. [[It looks different]] on the card says where the button may be.
owner-no-button-approval = If [[Grant admin consent]] is grey, this account may not approve: it takes the role { $role } or higher. The approval page can be sent to somebody else with the note.
owner-no-button-mailbox = If [[Manage email apps]] is missing, see whether the account has a licence with Exchange Online. If you may not change it, an administrator can, there or by commands: [[Set-CASMailbox]] with [[-SmtpClientAuthenticationDisabled $false]], [[-ImapEnabled $true]] or [[-PopEnabled $true]].

# At Google. No page was found on who may create a project by default, or on a payment card: both are said as far as we know.

owner-am-i-google-before = You do not have to know yet. As far as we know everybody in an organisation may create a project, unless somebody took that away; then Google says so, nothing breaks, and the page here says whom to ask. Whoever is an administrator can open admin.google.com; anybody else is turned away there.
owner-am-i-google-password = You do not have to be: whoever owns { $mailbox } makes the app password. An administrator is needed only where the organisation does not allow [[2-Step Verification]]. Whoever is one can open admin.google.com; anybody else is turned away there.
owner-am-i-google-key = One step takes a super administrator: the list of [[Domain-wide delegation]]. Whoever is an administrator can open admin.google.com, and that list is for super administrators alone; anybody else is turned away, and nothing is changed. The steps before it take an account that may create projects.
owner-am-i-google-project = For this step you may not have to be. As far as we know everybody in an organisation may create a project, unless somebody took that away: if [[Create]] can be chosen, you may.
owner-am-i-google-delegation = The page tells: admin.google.com opens for administrators, and [[Add new]] on this page is for super administrators. Anybody else is turned away, and nothing is changed.
owner-am-i-google-app-access = The page tells: admin.google.com opens for administrators, and [[Manage app access]] for those who may change security. Anybody else is turned away, and nothing is changed. You may go on without it: signing in shows whether the organisation lets the application in.

owner-who-is-google = Most likely whoever gave you your address: in { $organisation } the person, or the firm, that set up Google Workspace and looks after its accounts. The note for them says what they have to do.
owner-who-is-private = Nobody but the owner: Google leaves an address that ends in gmail.com to whoever it belongs to. If { $mailbox } is yours, that is you; if it is not, its owner has to do this.

owner-cost-google = We know of no charge for a project, and of no payment card that it takes: where Google offers a trial, pass it by. Below 80 million units a day, which is some 800,000 messages, Google's page on the Gmail API says that nothing is billed; what lies above it has not said yet. The mailbox costs what it costs without this.
owner-cost-google-password = We know of no charge for [[2-Step Verification]] or for an app password, and of no page of Google's that promises it. The mailbox costs what it costs without them.

owner-no-button-google = Labels and places change: [[It looks different]] on the card says another way. If it is missing altogether or grey, see whether the name of the project stands at the top, and whether the browser is signed in with the account that created the project: others may do there only what it lets them.
owner-no-button-google-project = If [[Create]] is grey, or Google says that you may not, the organisation leaves projects to some: as far as we know to those with the role [[Project Creator]]. Google Cloud may also be switched off for you, in the Admin console under [[Additional Google services]]. Copy the note for the administrator.
owner-no-button-google-project-private = On a first visit Google asks you to agree to its terms before anything else can be chosen. After that [[It looks different]] on the card says another way.
owner-no-button-google-client = If Google wants you to [[Get started]] first, the step Branding is not done in this project. If [[Create client]] is missing or grey, see whether the name of the project stands at the top, and whether the browser is signed in with the account that created it.
owner-no-button-google-key = Many organisations allow no keys, the newer ones from the beginning. Google then says so, and names the policy [[iam.disableServiceAccountKeyCreation]]: somebody with the role [[Organization Policy Administrator]] can make an exception for this project.
owner-no-button-google-app-access = If [[Manage app access]] or the whole page is missing, the account is no administrator, or not one for security. Copy the note: whoever is one needs a minute for it.
owner-no-button-google-delegation = If [[Add new]] or the whole page is missing, the account is no super administrator. Copy the note: a super administrator needs a minute for it.
owner-no-button-two-step = If it cannot be turned on, the organisation does not allow it: the note says what an administrator changes. If [[Turn off]] stands there, it is on already.
owner-no-button-app-password = The page often stands in no menu; the button on the card leads to it. If Google says there that the setting is not available, go back one step: most often [[2-Step Verification]] is off. If it is on, the organisation may not allow app passwords, and the note says what to ask for.
owner-no-button-app-password-private = [[App passwords]] often stands in no menu; the button on the card leads to it. If Google says that the setting is not available, most often [[2-Step Verification]] is off. If it is on with security keys alone, or the account is in the [[Advanced Protection Program]], there are no app passwords.
owner-no-button-gmail = If [[Forwarding and POP/IMAP]] does not offer it, an administrator has switched it off for everybody; the note says where.
owner-no-button-gmail-private = [[See all settings]] comes first; [[Forwarding and POP/IMAP]] is one of the pages named at its top.
