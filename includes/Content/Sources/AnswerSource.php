<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\KnowledgeSource;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Support\Clock;

/** Source of questions and answers written by owners. The question becomes the document's title, so searches weight it like a title. */
final class AnswerSource implements KnowledgeSource {

	public const NAME = 'answers';

	/** Beginning of the documents' external ids. */
	public const PREFIX = 'answer:';

	/** Answers per database query. */
	private const PAGE = 100;

	public function __construct(
		private readonly AnswerRepository $answers,
		private readonly Clock $clock,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return __( 'Your own answers', 'aaia-chatbot' );
	}

	public function count(): int {
		return $this->answers->count();
	}

	public function after( string $position ): iterable {
		$row = (int) $position;
		while ( [] !== ( $page = $this->answers->after( $row, self::PAGE ) ) ) { // phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
			foreach ( $page as $row => $answer ) {
				yield (string) $row => $answer->terms->is_valid( $this->clock->now() ) ? $this->document( $answer ) : null;
			}
		}
	}

	/** External id of an answer's document. */
	public function external_id( string $id ): string {
		return self::PREFIX . $id;
	}

	public function document( WrittenAnswer $answer ): SourceDocument {
		return new SourceDocument(
			$this->external_id( $answer->id ),
			$answer->question,
			[
				new Section( [], '', $answer->answer ),
				...( [] === $answer->terms->wordings ? [] : [ Section::metadata( implode( "\n", $answer->terms->wordings ) ) ] ),
			],
			$answer->terms->url,
			$answer->language,
			$answer->updated_at,
		);
	}
}
