<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Saves written answers and indexes them in the same transaction, so that a saved answer can be found at once. */
final class AnswerService {

	/** Answers whose time has come that are indexed in one run. */
	private const DUE = 50;

	public function __construct(
		private readonly Database $database,
		private readonly AnswerRepository $answers,
		private readonly AnswerSource $source,
		private readonly SourceRepository $sources,
		private readonly ContentService $content,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds an answer.
	 *
	 * @param string $question One line, not empty.
	 * @param string $answer   Plain text, not empty.
	 * @param string $language BCP 47 primary language; empty for all languages.
	 * @param int    $author   Id of the user who wrote it.
	 * @param bool   $undoable Whether undo() removes it again; an import of thousands does without.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function add(
		string $question,
		string $answer,
		string $language,
		int $author,
		AnswerTerms $terms = new AnswerTerms(),
		bool $undoable = true,
	): WrittenAnswer {
		return $this->database->transaction( function () use ( $question, $answer, $language, $author, $terms, $undoable ): WrittenAnswer {
			$id = $this->answers->add( $question, $answer, $language, $author, $terms );
			if ( $undoable ) {
				$this->answers->keep_no_version( $id, $author );
			}
			return $this->index_saved( $id );
		} );
	}

	/**
	 * Changes an answer. What it was is kept.
	 *
	 * @param ?AnswerTerms $terms Null keeps them.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function change(
		WrittenAnswer $known,
		string $question,
		string $answer,
		string $language,
		?AnswerTerms $terms = null,
	): WrittenAnswer {
		return $this->database->transaction( function () use ( $known, $question, $answer, $language, $terms ): WrittenAnswer {
			$this->answers->keep_version( $known->id, get_current_user_id() );
			$this->answers->change( $known->id, $question, $answer, $language, $terms );
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
			$this->answers->keep_version( $known->id, get_current_user_id() );
			$this->answers->delete( $known->id );
			$this->content->remove( $this->source_id(), $this->source->external_id( $known->id ) );
		} );
	}

	/**
	 * Takes back the newest change of an answer, also its first writing and its deletion: it is what it was before, to the letter.
	 *
	 * @return bool False when nothing is left to take back.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function undo( string $id ): bool {
		return $this->database->transaction( function () use ( $id ): bool {
			if ( ! $this->answers->restore( $id ) ) {
				return false;
			}
			if ( null === $this->answers->find( $id ) ) {
				$this->content->remove( $this->source_id(), $this->source->external_id( $id ) );
			} else {
				$this->index_saved( $id );
			}
			return true;
		} );
	}

	/** Indexes answers whose time has begun, and takes out those whose time has ended. */
	public function apply_validity(): void {
		foreach ( $this->answers->due_for_index( self::DUE ) as $answer ) {
			$this->database->transaction( fn(): WrittenAnswer => $this->index_saved( $answer->id ) );
		}
	}

	private function index_saved( string $id ): WrittenAnswer {
		$answer = $this->answers->find( $id );
		if ( null === $answer ) {
			throw new \LogicException( 'An answer that was just written is not there.' );
		}
		$live = $answer->terms->is_valid( $this->clock->now() );
		if ( $live !== $answer->live ) {
			$this->answers->set_live( $id, $live );
		}
		if ( $live ) {
			$this->content->put( $this->source_id(), $this->source->document( $answer ) );
		} else {
			$this->content->remove( $this->source_id(), $this->source->external_id( $id ) );
		}
		return $answer;
	}

	private function source_id(): int {
		return $this->sources->find_or_create( $this->source->name(), $this->source->label() );
	}
}
