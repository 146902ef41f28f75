<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tools\TurnContext;

/** Asks the built-in assistant about the pages of a small site, the whole way from the search to the text. */
abstract class SiteQuestionsTestCase extends KnowledgeTestCase {

	/** @return array<string, array{string, string, string}> Title, text and language, by name. */
	abstract protected static function pages(): array;

	/** @param list<string> $after */
	protected function ask( string $language, string $question, array $after = [], bool $with_pages = true ): AnswerProgress {
		foreach ( $with_pages ? static::pages() : [] as $id => [ $title, $text, $of ] ) {
			$this->know( $id, $text, $title, $of );
		}
		$locale   = 'fr' === $language ? 'fr_FR' : 'en_US';
		$pipeline = $this->wired( [ Clock::class => new TestClock( '2026-11-21 12:00:00' ) ] )->get( AnswerPipeline::class );
		$history  = [];
		foreach ( [ ...$after, $question ] as $asked ) {
			$request  = new AnswerRequest( $asked, $history, new TurnContext( null, $locale, false, $asked ), false, builtin: true );
			$steps    = [ ...$pipeline->answer( $request, new NotCancelled() ) ];
			$progress = $steps[ count( $steps ) - 1 ];
			$history[] = new ChatMessage( 'user', $asked );
			$history[] = new ChatMessage( 'assistant', $progress->parts->text(), $progress->refused );
		}
		return $progress;
	}

	/**
	 * Asserts that a question was answered, with some words and without others.
	 *
	 * @param list<string> $words
	 * @param list<string> $lacks
	 */
	protected static function assert_says( array $words, array $lacks, AnswerProgress $answer ): void {
		$text = str_replace( [ "\u{A0}", "\u{202F}" ], ' ', $answer->parts->text() );

		self::assertFalse( $answer->refused, $text );
		foreach ( $words as $word ) {
			self::assertStringContainsString( $word, $text );
		}
		foreach ( $lacks as $word ) {
			self::assertStringNotContainsString( $word, $text );
		}
	}
}
