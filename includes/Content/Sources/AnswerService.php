<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Storage\Database;

/** Saves written answers and indexes them in the same transaction, so that a saved answer can be found at once. */
final class AnswerService {

	public function __construct(
		private readonly Database $database,
		private readonly AnswerRepository $answers,
		private readonly AnswerSource $source,
		private readonly SourceRepository $sources,
		private readonly ContentService $content,
	) {}

	/**
	 * Adds an answer.
	 *
	 * @param string $question One line, not empty.
	 * @param string $answer   Plain text, not empty.
	 * @param string $language BCP 47 primary language; empty for all languages.
	 * @param int    $author   Id of the user who wrote it.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function add( string $question, string $answer, string $language, int $author ): WrittenAnswer {
		return $this->database->transaction(
			fn(): WrittenAnswer => $this->index_saved( $this->answers->add( $question, $answer, $language, $author ) ),
		);
	}

	/**
	 * Changes an answer.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function change( WrittenAnswer $known, string $question, string $answer, string $language ): WrittenAnswer {
		return $this->database->transaction( function () use ( $known, $question, $answer, $language ): WrittenAnswer {
			$this->answers->change( $known->id, $question, $answer, $language );
			return $this->index_saved( $known->id );
		} );
	}

	/**
	 * Deletes an answer; searches no longer find it.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function remove( WrittenAnswer $known ): void {
		$this->database->transaction( function () use ( $known ): void {
			$this->answers->delete( $known->id );
			$this->content->remove( $this->source_id(), $this->source->external_id( $known->id ) );
		} );
	}

	private function index_saved( string $id ): WrittenAnswer {
		$answer = $this->answers->find( $id );
		if ( null === $answer ) {
			throw new \LogicException( 'An answer that was just written is not there.' );
		}
		$this->content->put( $this->source_id(), $this->source->document( $answer ) );
		return $answer;
	}

	private function source_id(): int {
		return $this->sources->find_or_create( $this->source->name(), $this->source->label() );
	}
}
