/**
 * Java as the editor sees it. A compact source file's members stand at the top, as in a class's body, so that
 * is how it is parsed; the import lines before them are no members, and are coloured by their own words.
 */
import { javaLanguage } from '@codemirror/lang-java';
import { HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { Prec, type Extension } from '@codemirror/state';
import { Decoration, MatchDecorator, ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const compactJava = LRLanguage.define({
  name: 'java',
  parser: javaLanguage.parser.configure({ top: 'ClassContent' }),
  languageData: {
    indentOnInput: /^\s*(?:case |default:|\{|\})$/,
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '"""'] },
  },
});

export function java(): Extension {
  return [
    new LanguageSupport(compactJava),
    syntaxHighlighting(highlighting),
    matches(/^[ \t]*(?:import|package)\b.*$/gm, 'cm-import'),
    Prec.highest(
      matches(/^[ \t]*(?:package|import)(?:[ \t]+(?:static|module)\b)?(?![\w$])/gm, 'cm-import-word'),
    ),
  ];
}

function matches(regexp: RegExp, name: string): Extension {
  const decorator = new MatchDecorator({ regexp, decoration: Decoration.mark({ class: name }) });
  return ViewPlugin.define(
    (view: EditorView) => ({
      decorations: decorator.createDeco(view),
      update(update: ViewUpdate) {
        this.decorations = decorator.updateDeco(update, this.decorations);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}

const highlighting = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.operatorKeyword],
    color: 'var(--code-keyword)',
  },
  { tag: [tags.definitionKeyword, tags.moduleKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.typeName, tags.className, tags.standard(tags.typeName)], color: 'var(--code-type)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--code-call)' },
  { tag: [tags.string, tags.character, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.annotation, tags.meta], color: 'var(--code-comment)' },
]);
