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
 * Builds the search query for a question: the question, completed from the previous one when it is a follow-up, and expanded, for
 * questions about address, telephone, e-mail, hours, parking and returns, by the words that pages use ("Where are you?" shares none with
 * "12 High Street").
 *
 * Applies to every model; the search itself does not change its query.
 */
final class SearchQueryBuilder {

	/**
	 * @param list<ChatMessage> $history  Oldest first.
	 * @param string            $language BCP 47 primary language of the page, such as `fr`; used when the language of the question is not
	 *                                    detected.
	 */
	public function build( string $question, array $history, string $language ): string {
		$completed = FollowUpRewriter::complete( $question, $history, $language )->text;
		$practical = PracticalQuestion::detect( $completed );
		$own       = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $question ) );
		$own       = '' === $own ? $language : $own;
		return rtrim(
			$completed . ' ' . ( null === $practical ? QueryExpander::terms( $completed, $own ) : $practical->kind->page_terms( $own ) ),
		);
	}
}
