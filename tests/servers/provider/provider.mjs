// The OpenID provider of the tests: oidc-provider as its authors wrote it, with its own pages for signing in and allowing.
// The first argument names a file of settings; what is set here is what every provider has to set, and no request is answered by us.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

import { Provider } from 'oidc-provider';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const registered = (application) => ({
  ...application,
  // A native application may come back on any port of this computer (RFC 8252 section 7.3).
  application_type: 'native',
  // For itself it may do nothing, but that it can ask shows that ID and secret belong together.
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_post',
});

const mailServer = {
  ...settings.mail_server,
  grant_types: [],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: 'client_secret_basic',
};

const account = (id) => ({
  accountId: id,
  claims: () => ({
    sub: id, email: id, email_verified: true, name: id.split('@')[0], preferred_username: id, tid: settings.directory,
  }),
});

const provider = new Provider(settings.issuer, {
  claims: { openid: ['sub', 'tid'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  clients: [...settings.applications.map(registered), mailServer],
  // The ID token says whose mailbox it is, as those of Microsoft and Google do.
  conformIdTokenClaims: false,
  cookies: { keys: [settings.cookie_key] },
  // Access outlives the session in the browser.
  expiresWithSession: () => false,
  // Dovecot looks for the mailbox in what introspection answers (RFC 7662 section 2.2).
  extraTokenClaims: (_, token) => ({ email: token.accountId }),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: true },
    introspection: { enabled: true, allowedPolicy: (_, client) => client.clientId === settings.mail_server.client_id },
    revocation: { enabled: true },
  },
  findAccount: (_, id) => account(id),
  // By itself it gives one only for `offline_access` with `prompt=consent` (OpenID Connect Core section 11), which neither Microsoft
  // nor Google asks for.
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  pkce: { required: () => true },
  rotateRefreshToken: settings.refresh_tokens_rotate,
  scopes: ['openid', 'offline_access', 'email', 'profile', ...settings.scopes],
  ttl: {
    AccessToken: settings.token_seconds,
    AuthorizationCode: 60,
    Grant: 86400,
    IdToken: 3600,
    Interaction: 600,
    RefreshToken: 86400,
    Session: 3600,
  },
});

for (const event of ['authorization.error', 'grant.error', 'introspection.error', 'server_error']) {
  provider.on(event, (_, error) => console.error(event, error.error, error.error_description, error.error_detail));
}

const files = { key: readFileSync(settings.key), cert: readFileSync(settings.certificate) };
const answer = provider.callback();
// It lies below its directory, by the ID of it or by the domain, and knows itself by what a mounted one is told: the whole address.
const below = [settings.directory, settings.domain].map((directory) => `/${directory}/v2.0`);
createServer(files, (request, response) => {
  const mount = below.find((path) => request.url.startsWith(`${path}/`));
  if (!mount) return response.writeHead(404).end();
  request.originalUrl = request.url;
  request.url = request.url.slice(mount.length);
  return answer(request, response);
}).listen(settings.port, settings.address);
