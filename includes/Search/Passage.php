<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/**
 * A chunk found by a search. A model reads it, and visitors see it as a source.
 *
 * Text is plain (no markup); URLs are the document's own, with an anchor where the chunk has one.
 */
final class Passage {

	/**
	 * @param int                    $chunk_id     Row of the chunk.
	 * @param int                    $document_id  Row of the document it belongs to.
	 * @param string                 $external_id  The document's id in its source, such as `post:12` or an imported id.
	 * @param string                 $title        Title of the document, plain text.
	 * @param list<string>           $heading_path Headings above the chunk, outermost first.
	 * @param string                 $text         Plain text of the chunk.
	 * @param string                 $url          Address of the document, with anchor; empty when it has none.
	 * @param string                 $language     BCP 47 primary language such as `fr`; empty when unknown.
	 * @param float                  $score        Ranking score; comparable within one search only.
	 * @param float                  $confidence   How well the chunk covers the question, 0 to 1; comparable between searches.
	 * @param ?\DateTimeImmutable    $modified_at  When the document last changed, UTC.
	 * @param string                 $around       The chunk with its neighbours in the document, about 1,500 characters at most, each
	 *                                             section's heading
	 *                                             on a line of its own that begins with `## `; empty when the search gives none.
	 * @param ?float                 $similarity   Cosine similarity to the question by the owner's embedding model, -1 to 1; null when it was
	 *                                             found by keywords only. Not comparable between models.
	 * @param ?QuerySignals          $signals      Query performance signals: how clearly it stands out from the other results; null when the
	 *                                             search gives none.
	 */
	public function __construct(
		public readonly int $chunk_id,
		public readonly int $document_id,
		public readonly string $external_id,
		public readonly string $title,
		public readonly array $heading_path,
		public readonly string $text,
		public readonly string $url,
		public readonly string $language,
		public readonly float $score,
		public readonly float $confidence,
		public readonly ?\DateTimeImmutable $modified_at,
		public readonly string $around = '',
		public readonly ?float $similarity = null,
		public readonly ?QuerySignals $signals = null,
	) {}

	/** The text to answer from: the chunk with its neighbours, where known. */
	public function reading(): string {
		return '' === $this->around ? $this->text : $this->around;
	}
}
