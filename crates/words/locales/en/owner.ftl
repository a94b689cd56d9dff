# What an owner asks who does this once. Only what has a source is said (roles: learn.microsoft.com/entra
# manage-app-consent-policies, copy of 2026-01-22; mailbox: authenticated-client-smtp-submission, copy of 2021-07, and
# Set-CASMailbox); what has none is said to have none.

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
