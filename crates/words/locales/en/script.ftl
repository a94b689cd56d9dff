# What a set-up script says (crates/handover/src/script): its comments, and the lines it prints where it runs. Each is one line.
# [[...]] is a label, or a command to the letter. Voice: ux-spec 11.

script-title = Makes the app registration { $name } for { $application }, from the recipe in Sendoff: what the steps in the portal make by hand.
script-how-azure-cli = How: open Cloud Shell at { $shell }, choose [[Bash]], paste all of this and press Enter. On a computer with Azure CLI, a terminal with bash does too.
script-how-graph-powershell = How: open PowerShell, paste all of this and press Enter. It needs the module [[Microsoft.Graph]]: [[Install-Module Microsoft.Graph -Scope CurrentUser]]
script-who = Who: somebody who may register apps in the directory, such as an [[Application Developer]] or a [[Cloud Application Administrator]].
script-who-approves = It also approves the permissions for everybody in the directory, which takes a [[Cloud Application Administrator]].
script-who-approves-application = It also approves permissions for use without anybody signed in, which takes a [[Privileged Role Administrator]].
script-secret-note = No secret is in this script. It has one made, and shows it once at the end.
script-stops = It changes nothing that is there already, stops at the first thing that goes wrong, and says what to do.
script-tried-azure-cli = How far this was tried: with a stand-in for Azure CLI, whose commands and options were compared with Azure CLI itself; not yet at Microsoft.
script-tried-graph-powershell = How far this was tried: it was compared with the grammar of PowerShell and with Microsoft's pages. It has not been run, neither here nor at Microsoft.

# Comments before the parts.
script-stop-note = Says what to do and ends; from the moment there is a registration, also how to remove it.
script-patience-note = What was made a moment ago is not known everywhere at once: tries again after 5, 10 and 20 seconds.
script-modules = The modules it needs
script-signed-in = Who is signed in, and in which directory
script-look = Is there a registration of this name already? Two of them would be told apart by their IDs only.
script-register = The registration: name, account types, redirect URIs, permissions
script-enterprise-application = Its entry under [[Enterprise applications]], by which people are let in
script-expose = [[Expose an API]]: the address of the API and what it offers
script-authorise = [[Expose an API]]: the registration itself under [[Authorized client applications]]
script-approve = Approval for everybody in the directory
script-secret = The client secret
script-read-back = What Microsoft now has
script-block-note = The block for Sendoff. The labels stay as they are: Sendoff finds the values by them.

# Lines that are printed.
script-working-in = Directory and account:
script-no-azure-cli = There is no Azure CLI on this computer. Nothing was changed.
    .do = Use Cloud Shell, or install Azure CLI and run the script again.
script-no-cloud = Azure CLI does not know this cloud by that name. Nothing was made. Updating Azure CLI helps where it is old.
script-not-signed-in = Azure CLI is not signed in. Nothing was changed.
    .do = Use Cloud Shell, or run this and then the script again: [[az login --allow-no-subscriptions]]
script-no-modules = A module of Microsoft Graph PowerShell is missing. Nothing was changed.
    .do = Run this and then the script again: [[Install-Module Microsoft.Graph -Scope CurrentUser]]
script-not-connected = PowerShell is not signed in. Nothing was changed. Run the script again and sign in.
script-cannot-look = The registrations of the directory could not be read. Nothing was changed.
    .do = Sign in with an account of this directory, or send the script to an administrator.
script-exists = There is an app registration { $name } already. Nothing was changed. Its [[Application (client) ID]]:
    .do = Go on in Sendoff with that one, or delete it and run the script again, or have the script written with another name.
script-not-registered = Microsoft did not register the application. Nothing was changed.
    .do = If privileges are missing, ask for the role [[Application Developer]] or [[Cloud Application Administrator]], or send the script to an administrator.
script-no-enterprise-application = The entry under [[Enterprise applications]] could not be made.
script-not-exposed = [[Expose an API]] could not be set.
script-not-approved = The permissions are not approved for everybody yet; all else is done.
    .do = An administrator can do it in the portal: [[App registrations]], { $name }, [[API permissions]], [[Grant admin consent]].
script-no-secret = Microsoft made no client secret.
    .do = The organisation may allow shorter periods only, or no client secrets at all: ask an administrator.
script-not-read-back = The registration could not be read back.
script-not-whole = The app registration was made and is not whole. Remove it before you run the script again:
script-block-begins = copy from this line
script-block-ends = to this line
script-afterwards = Paste it in Sendoff, where you found the script or where it asks for the IDs. Then clear the screen, for the secret stands on it: { $clear }
script-afterwards-without-secret = Paste it in Sendoff, where you found the script or where it asks for the IDs.
