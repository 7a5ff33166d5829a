import { expect } from 'chai';
import { addDays, format } from 'date-fns';
import { loadContent } from '../../content/content.ts';
import { listArchive, openArchive, readArchived } from '../../documents/package/archive.ts';
import { verifyBag } from '../../documents/package/verify.ts';
import { textsFor } from '../../locales/text.ts';
import { wordsOf } from '../cards/read.ts';
import { colleagueAt } from './colleague.ts';
import { type Seated, withChat } from './with-chat.ts';

const t = textsFor('fi');
const word = (command: string) => t(`commands:${command}.word`);
const home = 'Kotiin vietävä tuki';
const feedback = loadContent().surveyTemplates.find(({ code }) => code === 'feedback');

const content = loadContent();
const handover = content.surveyTemplates.find(({ code }) => code === 'handover');
const survey = handover?.title.fi ?? '';

/** The Finnish label of a question of the hand-over survey. */
function asked(code: string): string {
  const question = handover?.questions.find((one) => one.code === code);
  if (!question?.label.fi) throw new Error(`no question ${code}`);
  return question.label.fi;
}

/** The Finnish label of a section of a good practice. */
function section(code: string): string {
  const found = content.practiceForms.goodPractice.sections.find((one) => one.code === code);
  if (!found?.label.fi) throw new Error(`no section ${code}`);
  return found.label.fi;
}

describe('the main job in the Playground', function () {
  this.timeout(90_000);

  it('helps everybody with what they may do, in the language that they chose', async () => {
    await withChat('member', async ({ chat, demo }) => {
      const help = await chat.say(word('help'));
      await help.screenshot('help-member');
      expect(await help.text())
        .to.contain(word('practice'))
        .and.not.contain(t('commands:survey.help'));
      const open = await chat.say(word('survey'));
      await open.screenshot('survey-open-ones');
      expect(await open.text()).to.contain(t('member:mineSurveys'));

      // The rows of a table are lists of the same choices: each stands there once, also below what is wrong.
      await open.press(t('page:answer.title', { title: feedback?.title.fi ?? '' }));
      const rows = await open.lists();
      await open.press(t('common:next'));
      await open.screenshot('survey-open-fault');
      expect([rows, await open.lists()]).to.deep.equal([3, 3]);
      await open.choose(feedback?.questions.find(({ code }) => code === 'eventOverall')?.label.fi ?? '', '5');
      await open.press(t('common:next'));
      await open.press(t('common:next'));
      await open.screenshot('survey-open-review');
      expect(await open.lists()).to.equal(0);

      const languages = await chat.say(word('language'));
      await languages.press('Svenska');
      await demo.crash();
      const swedish = textsFor('sv');
      const helpInSwedish = await chat.say(swedish('commands:help.word'));
      await helpInSwedish.screenshot('help-swedish');
      expect(await helpInSwedish.text()).to.contain(swedish('help:title'));
    });
  });

  it('puts a survey to a group, and keeps answers through a crash of the bot', async () => {
    await withChat('coordinator', async ({ chat, demo }) => {
      const form = await chat.say(word('survey'));
      await form.screenshot('survey-1-choose');
      await form.choose(t('survey:template'), survey);
      await form.choose(t('survey:forWhom'), home);
      await form.press(t('survey:preview'));
      await form.screenshot('survey-2-preview');
      await form.press(t('survey:post'));
      await form.screenshot('survey-3-posted');

      await chat.open(home);
      const post = await chat.find(t('survey:invitation', { title: survey }));
      await chat.screenshot('survey-4-channel');
      await post.press(t('survey:answer'));
      await post.screenshot('survey-5-page-1');
      await post.fill(asked('mustNotBeLost'), 'Yhteiset kokoukset');
      await post.press(t('common:next'));
      await post.screenshot('survey-6-page-2');
      await demo.crash();

      await post.fill(asked('firstMonth'), 'Ketkä ovat mukana');
      await post.press(t('common:next'));
      await post.fill(asked('contactPoint'), 'verkosto@example.org');
      await post.screenshot('survey-7-page-3');
      await post.press(t('common:next'));
      await post.screenshot('survey-8-review');
      await post.press(t('survey:submit'));
      await post.screenshot('survey-9-thanks');
      expect(await post.text())
        .to.contain(t('survey:receiptTitle'))
        .and.contain('Yhteiset kokoukset');
      await demo.crash();

      await post.press(t('survey:changeAnswer'));
      await post.fill(asked('mustNotBeLost'), 'Yhteiset kokoukset ja aineistot');
      await post.press(t('common:next'));
      await post.press(t('common:next'));
      await post.press(t('common:next'));
      await post.press(t('survey:submit'));
      await post.screenshot('survey-10-changed');
      expect(await post.text())
        .to.contain('Yhteiset kokoukset ja aineistot')
        .and.contain('Ketkä ovat mukana');
    });
  });

  it('schedules a meeting, and takes replies where the invitation stands', async () => {
    await withChat('coordinator', async ({ chat, demo }) => {
      const title = 'Palvelukuvauksen viimeistely';
      const form = await chat.say(word('meeting'));
      await form.choose(t('common:group'), home);
      await form.fill(t('meeting:name'), title);
      await form.pickDay(t('meeting:day'), format(addDays(new Date(), 21), 'yyyy-MM-dd'));
      await form.choose(t('meeting:start'), '9.00');
      await form.choose(t('meeting:end'), '10.30');
      await form.fill(t('meeting:agenda'), '1. Avaus\n2. Palvelukuvaus');
      await form.screenshot('meeting-1-form');
      await form.press(t('meeting:schedule'));
      await form.screenshot('meeting-2-made');

      await chat.open(home);
      const post = await chat.find(t('meeting:invitation', { title }));
      await demo.crash();
      await post.press(t('meeting:reply.yes'));
      await post.screenshot('meeting-3-replied');

      // In a channel the schedule shows nobody's own replies.
      await chat.open('Personal Chat');
      const schedule = await chat.say(word('schedule'));
      await schedule.screenshot('meeting-4-schedule');
      expect(await schedule.text()).to.match(new RegExp(`${title} ${home}.*${t('meeting:ownReply.yes')}`));
    });
  });

  it('takes a practice from writing through validation into the package', async () => {
    await withChat('coordinator', async (seated) => {
      const title = 'Tuttu auttaja joka käynnille';
      await propose(seated, title);
      await seated.demo.crash();
      await validate(seated, title);
      await seated.demo.crash();
      await compile(seated, title);
    });
  });
});

async function propose({ chat }: Seated, title: string): Promise<void> {
  const form = await chat.say(word('practice'));
  await form.screenshot('practice-1-start');
  await form.choose(t('page:list.kind'), t('terms:practiceKind.goodPractice'));
  await form.choose(t('common:group'), home);
  await form.press(t('writing:start'));
  await form.fill(t('writing:title'), title);
  await form.tick(t('writing:supportForms'), t('terms:supportForm.inPerson'));
  await form.screenshot('practice-2-filing');
  await form.press(t('common:next'));
  await form.fill(section('problem'), 'Asiakas joutui kertomaan asiansa aina alusta.');
  await form.fill(section('whatWasDone'), '1. Sama auttaja käy kolme kertaa.\n2. Vaihdosta sovitaan asiakkaan kanssa.');
  await form.fill(section('result'), 'Käynnit lyhenivät.');
  await form.screenshot('practice-3-text');
  await form.press(t('common:next'));
  await form.press(t('common:next'));
  await form.screenshot('practice-4-review');
  await form.press(t('practice:propose'));
  await form.screenshot('practice-5-proposed');
  expect(await form.text()).to.contain(t('practice:done.proposed', { channel: home }));
}

async function validate({ chat, demo, posts }: Seated, title: string): Promise<void> {
  await chat.open(home);
  const proposal = await chat.find(t('practice:proposedTitle', { title }));
  await proposal.screenshot('practice-6-channel');
  await proposal.press(t('practice:stateAndActions'));
  await proposal.press(t('practice:do.openValidation'), t('page:practice.askOpenYes'));
  await proposal.press(t('page:practice.askOpenYes'), t('terms:practiceState.inValidation'));

  const headline = t('practice:validationTitle', { title });
  const posted = await posts.waitFor(headline);
  const member = colleagueAt(demo.playground.url, 'member', posted);
  await member.press(t('practice:do.comment'));
  const commented = await member.press(t('practice:send'), { [t('page:practice.comment')]: 'Näin teemme jo.' });
  expect(wordsOf(commented)).to.contain(t('practice:done.commented'));
  const adviser = colleagueAt(demo.playground.url, 'adviser', posted);
  await adviser.press(t('practice:do.validate'));
  const validated = await adviser.press(t('practice:send'), { [t('page:practice.verdict')]: 'correct' });
  expect(wordsOf(validated)).to.contain(t('practice:done.validated'));

  const post = await chat.find(headline);
  await post.screenshot('practice-7-in-validation');
  await post.press(t('practice:do.read'));
  await post.screenshot('practice-8-read');
  expect(await post.text())
    .to.contain('Näin teemme jo.')
    .and.contain('Asiointipiste E');
  await post.press(t('practice:stateAndActions'));
  await post.press(t('practice:do.markValidated'), t('terms:practiceState.validated'));
}

async function compile({ chat }: Seated, title: string): Promise<void> {
  await chat.open('Personal Chat');
  const list = await chat.say(word('practice'));
  await list.press(t('practice:startTitle'));
  await list.screenshot('package-1-list');
  await list.choose(t('practice:choose'), title);
  await list.press(t('practice:openChosen'));
  await list.press(t('practice:do.select'));
  await list.screenshot('package-2-selected');
  expect(await list.text()).to.contain(t('practice:done.select'));

  const status = await chat.say(word('status'));
  await status.screenshot('package-3-status');
  // The demo has one that is selected already.
  expect(await status.text()).to.contain(`${t('terms:practiceState.selected')} 2`);

  const compiled = await chat.say(word('package'));
  await compiled.screenshot('package-4-package');
  const response = await fetch(await compiled.address(t('package:card.fetch')));
  const file = Buffer.from(await response.arrayBuffer());
  expect((await verifyBag(file)).faults).to.deep.equal([]);
  expect(await pagesIn(file))
    .to.contain(title)
    .and.contain('Käynnit lyhenivät.');
}

/** The readable pages of a package, one after another. */
async function pagesIn(file: Buffer): Promise<string> {
  const zip = await openArchive(file);
  if (!zip) throw new Error('not a zip archive');
  const { entries } = await listArchive(zip, { entries: 1000, fileBytes: 2 ** 25, totalBytes: 2 ** 28 });
  const pages: string[] = [];
  for (const [path, entry] of entries) {
    if (path.endsWith('.html')) pages.push((await readArchived(zip, entry, true)).text ?? '');
  }
  zip.close();
  return pages.join('\n');
}
