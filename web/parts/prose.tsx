import { useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { type Block, blocksOf, type Inline, inlinesOf } from './markdown.ts';

/** A document in Markdown. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <div class="prose">
      {blocksOf(text).map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </div>
  );
}

/** One line with code, strong text and links in it. */
export function Line({ text }: { readonly text: string }) {
  return <Pieces pieces={inlinesOf(text)} />;
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.is) {
    case 'heading':
      return (
        <h2>
          <Pieces pieces={block.text} />
        </h2>
      );
    case 'paragraph':
      return (
        <p>
          <Pieces pieces={block.text} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Pieces pieces={block.text} />
        </blockquote>
      );
    case 'code':
      return <CodeBlock text={block.text} />;
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Pieces pieces={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function CodeBlock({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="code">
      <pre>{text}</pre>
      <button
        type="button"
        class="link"
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => setCopied(true));
        }}
      >
        {copied ? copy().copied : copy().copy}
      </button>
    </div>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Inline[] }) {
  return (
    <>
      {pieces.map((piece, i) => {
        if (piece.is === 'code') return <code key={i}>{piece.text}</code>;
        if (piece.is === 'strong') return <b key={i}>{piece.text}</b>;
        if (piece.is !== 'link') return piece.text;
        return (
          <a key={i} href={piece.href} target="_blank" rel="noreferrer">
            {piece.text}
          </a>
        );
      })}
    </>
  );
}
