import { Button } from '@fluentui/react-components';
import { useSession } from './session.tsx';
import { useWords } from './texts.ts';

/** Opens the chat with the bot in Teams; nothing where there is no Teams. */
export function ChatButton() {
  const { t } = useWords();
  const { me, host } = useSession();
  const { chat } = me;
  if (chat === null) return null;
  return (
    <div>
      <Button onClick={() => host.openLink(chat)}>{t('page:chat')}</Button>
    </div>
  );
}
