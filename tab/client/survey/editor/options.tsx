import { Button, Checkbox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { Localized } from '../../ui/localized.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { moved, newOption, type Option } from './edited.ts';
import { useEditorStyles } from './styles.ts';

/** The most options, rows or steps of one question. */
const most = 60;

interface OptionsProps<O extends Option> {
  readonly id: string;
  /** What they are: names the texts. */
  readonly of: 'option' | 'row' | 'step';
  readonly options: readonly O[];
  readonly onChange: (options: O[]) => void;
  /** What is wrong, by the ids of inputs. */
  readonly faults: Readonly<Record<string, string>>;
  /** What each of them may be marked as, beside its words; without it, nothing. */
  readonly mark?: keyof O & Mark;
}

type Mark = 'exclusive' | 'reversed';

/** What can be chosen, or the rows of a matrix, in their order. */
export function Options<O extends Option & { [M in Mark]?: boolean | undefined }>(props: OptionsProps<O>) {
  const { id, of, options, onChange, faults, mark } = props;
  const styles = useEditorStyles();
  const base = useStyles();
  const { t } = useWords();
  const [wanted, setWanted] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (wanted === undefined) return;
    document.getElementById(wanted)?.focus();
    setWanted(undefined);
  }, [wanted]);
  const lacks = faults[`${id}-add`];
  const add = () => {
    const option = newOption() as O;
    onChange([...options, option]);
    setWanted(`${id}-${option.code}`);
  };
  const move = (index: number, step: -1 | 1) => {
    onChange(moved(options, index, step));
    setWanted(`${id}-${options[index]?.code}-${step < 0 ? 'up' : 'down'}`);
  };
  const remove = (index: number) => {
    onChange(options.filter((_, place) => place !== index));
    const next = options[index + 1] ?? options[index - 1];
    setWanted(next ? `${id}-${next.code}` : `${id}-add`);
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t(`editor:${of}.all`)}</legend>
      <ul ref={list} className={styles.list}>
        {options.map((option, index) => {
          const name = t(`editor:${of}.one`, { number: index + 1 });
          const own = `${id}-${option.code}`;
          return (
            <li key={option.code} className={styles.part}>
              <Localized
                id={own}
                label={name}
                text={option.label}
                fault={faults[own]}
                onChange={(label) => onChange(options.map((one, place) => (place === index ? { ...one, label } : one)))}
              />
              {mark && (
                <Checkbox
                  label={t(`editor:markAs.${mark}`)}
                  aria-label={t(`editor:markAsOf.${mark}`, { name })}
                  checked={option[mark] === true}
                  onChange={(_event, { checked }) =>
                    onChange(options.map((one, place) => (place === index ? marked(one, mark, checked === true) : one)))
                  }
                />
              )}
              <div className={base.actions}>
                <Button
                  id={`${own}-up`}
                  size="small"
                  aria-label={t('editor:upOf', { name })}
                  disabledFocusable={index === 0}
                  onClick={() => move(index, -1)}
                >
                  {t('editor:up')}
                </Button>
                <Button
                  id={`${own}-down`}
                  size="small"
                  aria-label={t('editor:downOf', { name })}
                  disabledFocusable={index === options.length - 1}
                  onClick={() => move(index, 1)}
                >
                  {t('editor:down')}
                </Button>
                <Button size="small" aria-label={t('editor:removeOf', { name })} onClick={() => remove(index)}>
                  {t('editor:remove')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {lacks && (
        <div id={`${id}-fault`} className={styles.warning}>
          {lacks}
        </div>
      )}
      <div className={base.more}>
        <Button
          aria-describedby={lacks && `${id}-fault`}
          id={`${id}-add`}
          size="small"
          disabledFocusable={options.length >= most}
          onClick={add}
        >
          {t(`editor:${of}.add`)}
        </Button>
      </div>
    </fieldset>
  );
}

function marked<O>(option: O, mark: Mark, isOn: boolean): O {
  const { [mark]: _before, ...rest } = option as Record<string, unknown>;
  return (isOn ? { ...rest, [mark]: true } : rest) as O;
}
