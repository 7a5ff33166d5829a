import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

// The least that can be called a bot with these packages: what `start` compares with. The port is its argument.
const authentication = new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: '01234567-89ab-4cde-8f01-23456789abcd',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: '01234567-89ab-4cde-8f01-23456789abce',
  MicrosoftAppPassword: 'not a secret',
});
const adapter = new CloudAdapter(authentication);
const server = restify.createServer({ name: 'bare' });
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, async (context) => {
    await context.sendActivity('Terve!');
  });
});
server.get('/readyz', (_request, response, next) => {
  response.send(200, { status: 'ready' });
  next();
});
server.listen(Number(process.argv[2]), '127.0.0.1');
