import { MessageBar, MessageBarBody } from '@fluentui/react-components';

/** Something that its reader has to see to, in words of ours; nothing when there is nothing. */
export function Warning({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
