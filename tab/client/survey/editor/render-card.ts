import { tokens } from '@fluentui/react-components';
import { AdaptiveCard, HostConfig } from 'adaptivecards';

const color = (value: string) => ({ default: value, subtle: tokens.colorNeutralForeground2 });
const colors = {
  default: color(tokens.colorNeutralForeground1),
  attention: color(tokens.colorPaletteRedForeground1),
  good: color(tokens.colorPaletteGreenForeground1),
  warning: color(tokens.colorPaletteMarigoldForeground1),
  accent: color(tokens.colorBrandForeground1),
};
const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors: colors });

/** How Teams shows cards, in the colours of the page's own theme: they follow it without the card being made anew. */
const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  supportsInteractivity: true,
  containerStyles: {
    default: style('transparent'),
    emphasis: style(tokens.colorNeutralBackground3),
    accent: style(tokens.colorNeutralBackground3),
    good: style(tokens.colorNeutralBackground3),
    attention: style(tokens.colorNeutralBackground3),
    warning: style(tokens.colorNeutralBackground3),
  },
  // Below the page's own headings.
  textStyles: { heading: { size: 'Large', weight: 'Bolder', color: 'Default', isSubtle: false, fontType: 'Default' } },
  textBlock: { headingLevel: 3 },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', color: 'Default', size: 'Default', isSubtle: false, suffix: '' },
      optionalInputs: { weight: 'Bolder', color: 'Default', size: 'Default', isSubtle: false },
    },
  },
  actions: {
    maxActions: 6,
    spacing: 'Default',
    buttonSpacing: 8,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
  },
});

/** Our cards know no Markdown but the backslashes that keep it out. */
AdaptiveCard.onProcessMarkdown = (text, result) => {
  const plain = text.replace(/\\([\\`*_[\]#~<>|{&=+.)-])/g, '$1');
  const element = document.createElement('span');
  element.textContent = plain;
  result.outputHtml = element.innerHTML.replaceAll('\n', '<br>');
  result.didProcess = true;
};

/** A card as its reader sees it. Nothing happens when its buttons are pressed. */
export function renderCard(json: object): HTMLElement | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = () => undefined;
  card.parse(json);
  return card.render();
}
