<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestions;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** GET /conversations/{id}/messages/{message}/similar: the five earlier questions most like that of an answer, with what they were answered. */
final class ListSimilar extends MetricsRoute {

	private const SHOWN = 5;

	/** Characters of a question and of an answer. */
	private const QUESTION = 300;

	private const ANSWER = 700;

	/** Messages before a person's answer among which the question is. */
	private const BEFORE = 6;

	public function __construct( Desk $desk, private readonly AnswerMetrics $metrics, private readonly SimilarQuestions $similar ) {
		parent::__construct( $desk );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items' => Schema::list_of(
					Schema::closed(
						[
							'conversation' => Schema::string(),
							'message'      => Schema::string(),
							'question'     => Schema::string(),
							'asked_at'     => Schema::string(),
							'times'        => Schema::int(),
							'answer'       => Schema::closed(
								[
									'author'  => Schema::enum( 'assistant', 'agent' ),
									'text'    => Schema::string(),
									'refused' => Schema::bool(),
									'rating'  => Schema::enum( 'up', 'down' )->nullable(),
								]
							)->nullable(),
						]
					)->named( 'SimilarQuestion' )
				),
			]
		)->named( 'SimilarQuestions' );
	}

	protected function name(): string {
		return 'similar';
	}

	protected function about( Message $message, Conversation $conversation ): RouteResult {
		$question = $this->metrics->question_of( $message ) ?? $this->asked_before( $message );
		$items    = null === $question ? [] : $this->similar->to( $question, self::SHOWN );
		return RouteResult::ok(
			[
				'items' => array_map(
					static fn( array $item ): array => [
						'question' => Text::truncate( $item['question'], self::QUESTION ),
						'asked_at' => Time::to_wire( Time::required( $item['asked_at'] ) ),
						'answer'   => null === $item['answer'] ? null : [ 'text' => Text::truncate( $item['answer']['text'], self::ANSWER ) ] + $item['answer'],
					] + $item,
					$items
				),
			]
		);
	}

	/** What a person answered to: the visitor's newest message before. */
	private function asked_before( Message $message ): ?Message {
		$visitors = AuthorType::Agent === $message->author ? array_filter( $this->desk->messages->thread( $message->conversation_id, self::BEFORE, false, $message->id ), static fn( Message $earlier ): bool => AuthorType::Visitor === $earlier->author ) : [];
		return [] === $visitors ? null : $visitors[ array_key_last( $visitors ) ];
	}
}
