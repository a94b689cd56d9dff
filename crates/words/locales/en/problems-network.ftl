# Problems on the way to the provider.

problem-offline = You are offline
    .why = This computer has no network at the moment. Nothing was refused.
    .do-1 = Connect to a network, then try again.
    .button = Try again

problem-name-unknown = { $host } could not be found
    .why = The network you are in does not know this name. Nothing was refused.
    .do-1 = See whether a web page opens in the browser.
    .do-2 = Try again, or use another network.
    .button = Try again

problem-name-not-answered = The network did not answer a look-up
    .why = It was asked where { $host } is and gave no answer in time.
    .do-1 = Wait a moment and try again.
    .do-2 = If it stays like this, use another network.
    .button = Try again

problem-address-suspicious = { $host } leads into your own network
    .why = A name of { $provider } should never do that, so nothing was sent there.
    .do-1 = Ask whoever runs this network why { $host } is redirected.
    .do-2 = Or use another network, and try again.
    .button = Try again

problem-host-not-allowed = This address is not on the list
    .why = Secrets are sent only to hosts that are built in, and { $host } is not one of them. Nothing was sent.
    .do-1 = Write to support with the details below; this should not happen.
    .button = Copy details

problem-connection-refused = { $host } did not let us in
    .why = Something answered and closed the door before anything was asked. Most often a firewall does this.
    .do-1 = Try again, or use another network.
    .do-2 = If it stays like this, ask whoever runs this network to allow { $host }.
    .button = Try again

problem-connection-timed-out = We could not reach { $host }
    .why = Nothing was refused; the way there is blocked or slow.
    .do-1 = Try again, or use another network.
    .do-2 = If it stays like this, ask whoever runs this network to allow { $host }.
    .button = Try again

problem-connection-dropped = The connection to { $host } broke off
    .why = It ended before anything was decided.
    .do-1 = Try again.
    .button = Try again

problem-outcome-unknown = The connection broke off in the middle
    .why = The answer was on its way; whether { $provider } counted it is not known.
    .do-1 = Sign in again; it takes a new answer and does no harm.
    .button = Sign in again

problem-certificate-untrusted = The connection is being inspected
    .why = The certificate of { $host } comes from { $issuer }, which this computer does not trust. Most often a firewall reads along.
    .do-1 = Ask whoever runs this network to install its certificate on this computer, or to leave { $host } out.
    .do-2 = Or use another network, and try again.
    .button = Try again

problem-certificate-of-another = Another host answered for { $host }
    .why = The certificate belongs to somebody else, so nothing was sent.
    .do-1 = Use another network, and try again.
    .do-2 = If it stays like this, ask whoever runs this network.
    .button = Try again

problem-certificate-expired = A certificate is out of date
    .why = The certificate of { $host } ended on { $day }. Most often this computer's clock is ahead.
    .do-1 = Check this computer's date and time, then try again.
    .button = Try again

problem-certificate-not-yet = A certificate is not in force yet
    .why = The certificate of { $host } begins on { $day }. Most often this computer's clock is behind.
    .do-1 = Check this computer's date and time, then try again.
    .button = Try again

problem-securing-failed = No secure connection came about
    .why = { $host } answered, but could not agree on a way to keep the connection private. Security software often causes this.
    .do-1 = Use another network, and try again.
    .do-2 = If it stays like this, ask whoever runs this network to leave { $host } out of its inspection.
    .button = Try again

problem-clock-wrong = This computer's clock is wrong
    .why = It differs from { $provider }'s by { $difference }, so answers look too old or too new.
    .do-1 = Set the date and time, or let this computer set them by itself.
    .do-2 = Then try again.
    .button = Try again

problem-proxy-asks = The network asks for a name and password
    .why = A proxy stands between this computer and { $host } and wants to know who you are.
    .do-1 = Open a web page in the browser and sign in to the network there.
    .do-2 = Then try again.
    .button = Try again

problem-proxy-refused = The network does not let us through
    .why = A proxy refused the connection to { $host }.
    .do-1 = Ask whoever runs this network to allow { $host }.
    .do-2 = Or use another network, and try again.
    .button = Try again

problem-login-page-in-the-way = A page of the network is in the way
    .why = In place of { $provider }, a sign-in page of this network answered. Hotels and guest networks do this.
    .do-1 = Open a web page in the browser and sign in to the network there.
    .do-2 = Then try again.
    .button = Try again

problem-answer-not-json = { $host } answered with a page
    .why = Data was expected. Most often this passes by itself, or something on the way put its own page there.
    .do-1 = Wait a minute and try again.
    .do-2 = If it stays like this, use another network.
    .button = Try again

problem-answer-empty = { $host } gave an empty answer
    .why = The connection worked, but nothing was in the answer.
    .do-1 = Wait a minute and try again.
    .button = Try again

problem-answer-cut = The answer of { $host } was cut off
    .why = Its end is missing, so nothing of it was used.
    .do-1 = Wait a minute and try again.
    .button = Try again

problem-answer-too-large = The answer of { $host } was too long
    .why = It was much longer than such an answer ever is, so nothing of it was used.
    .do-1 = Wait a minute and try again.
    .button = Try again

problem-answer-too-slow = The answer of { $host } did not come in time
    .why = It did not come, or not whole, within the time such an answer may take.
    .do-1 = Try again, or use another network.
    .button = Try again

problem-answer-redirects = { $host } sent us elsewhere
    .why = It named another address for the secret. We do not follow such an answer.
    .do-1 = Use another network, and try again.
    .do-2 = If it stays like this, ask whoever runs this network.
    .button = Try again

problem-provider-busy = { $provider } asks us to wait
    .why = There have been many requests in a short time.
    .do-1 = Wait a few minutes, then try again.
    .button = Try again

problem-provider-down = { $provider } has a fault of its own
    .why = Your values were not looked at, so they may well be right.
    .do-1 = Wait a few minutes, then try again.
    .do-2 = If it stays like this, look at the page on which { $provider } tells of its faults.
    .button = Try again

# At the computers an application needs to reach.

problem-computer-unknown = Nobody here knows the name { $host }
    .why = The network you are in was asked and has no such name. Names inside an organisation are often known inside its own network only.
    .do-1 = Compare the name letter by letter with the one in { $application }.
    .do-2 = If it is a name of the organisation's own network, connect to that network or its VPN.
    .do-3 = If it stays like this, ask whoever runs the network to publish the name.
    .button = Check again

problem-port-closed = { $host } takes no connection at port { $port }
    .why = The computer was found and refused at once. Either nothing listens at this port, or a firewall refuses.
    .do-1 = See that { $application } runs on that machine and listens at port { $port }.
    .do-2 = Ask whoever runs the machine to let port { $port } through in its firewall.
    .button = Check again

problem-port-silent = { $host } does not answer at port { $port }
    .why = The name is known, and then nothing came back. Most often a firewall on the way throws such connections away; the machine may also be off.
    .do-1 = Ask whoever runs the network to let port { $port } of { $host } through from this computer.
    .do-2 = See that the machine is running.
    .button = Check again

problem-port-not-private = Port { $port } of { $host } offers no private connection
    .why = The address begins with https, and the two sides did not agree on one. Something else than { $application } may be listening there.
    .do-1 = See that https is switched on in { $application } for this port.
    .do-2 = Or correct the port in the address, if another one is meant.
    .button = Check again

problem-port-of-another = Browsers will warn about { $host }
    .why = It shows a certificate that this computer does not take for { $host }: issued by somebody unknown here, for another name, or out of its time. A browser stops there, and signing in does not come back.
    .do-1 = Ask whoever runs the machine for a certificate with the name { $host } that browsers here trust.
    .do-2 = Check this computer's date and time, too.
    .button = Check again

problem-only-by-proxy = { $host } was not reached directly
    .why = Browsers on this computer go by a proxy, and this check does not. So port { $port } may well be reachable in the browser.
    .do-1 = Open https://{ $host } in the browser. A page of any kind means that the way is there.
    .do-2 = If none opens, ask whoever runs the proxy to let { $host } and port { $port } through.
    .button = Check again

# At a provider that the set-up names itself.

problem-provider-not-found = { $host } does not say what it is
    .why = A provider publishes where people sign in under its own address. There was nothing of that kind there.
    .do-1 = Compare the address letter by letter with the provider's page for developers, where it is called [[Issuer]]. What stands after the name of the computer counts, too.
    .do-2 = If the provider has no such address, it cannot be set up here. Ask its support for "OpenID Connect Discovery".
    .button = Look up again

problem-provider-of-another = { $host } speaks for another provider
    .why = What it publishes bears another name than the one that was typed. Nothing of it is used, since nobody could tell who would get the secret.
    .do-1 = Compare the address letter by letter with the provider's page for developers, where it is called [[Issuer]].
    .do-2 = If it is the same, the provider must mend what it publishes: name and place differ.
    .button = Look up again

problem-provider-unfit = { $host } signs people in another way
    .why = It offers no codes with a proof by S256, or names an address that cannot be used: not https, with a port, or with a question mark. Below that a secret would not be safe.
    .do-1 = Ask the provider's support for signing in with the "authorization code flow with PKCE".
    .button = Look up again

problem-provider-takes-no-secret = { $host } does not take the secret in this way
    .why = It says that it takes a client secret in other ways than [[client_secret_post]], the one that is known here.
    .do-1 = Ask the provider whether an application can be allowed [[client_secret_post]].
    .button = Look up again
