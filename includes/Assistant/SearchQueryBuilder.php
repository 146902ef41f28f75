<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Llm\Builtin\FollowUpRewriter;
use Aaia\Chatbot\Llm\Builtin\PracticalQuestion;
use Aaia\Chatbot\Llm\Builtin\QueryExpander;
use Aaia\Chatbot\Llm\ChatMessage;

/**
 * What is looked for when a visitor asks: the question itself, completed from the one before when it is a mere continuation, and for
 * questions about place, telephone, e-mail, hours, parking and returns the words that pages use ("Where are you?" shares none with "12 High Street").
 *
 * Done before the search, for every model; the search itself looks for what it is given.
 */
final class SearchQueryBuilder {

	/**
	 * @param list<ChatMessage> $history  Oldest first.
	 * @param string            $language BCP 47 primary language of the page, such as `fr`; used when the question does not show its own.
	 */
	public function build( string $question, array $history, string $language ): string {
		$completed = FollowUpRewriter::rewrite( $question, $history );
		$practical = PracticalQuestion::detect( $completed );
		$own       = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $question ) );
		$own       = '' === $own ? $language : $own;
		return rtrim( $completed . ' ' . ( null === $practical ? QueryExpander::terms( $completed, $own ) : $practical->kind->page_terms( $own ) ) );
	}
}
