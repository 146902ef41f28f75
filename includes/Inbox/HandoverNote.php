<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * What an agent should know before answering a request for a person: what was asked, what the assistant said, on which sources, why it
 * gave up, and what the visitor was promised. Read from the conversation each time; nothing is stored twice.
 */
final class HandoverNote {

	/** Messages before the request that are looked at. */
	private const BACK = 40;

	/** Answers and sources shown. */
	private const ANSWERS = 3;

	private const SOURCES = 6;

	/** Characters of an answer. */
	private const EXCERPT = 280;

	public function __construct(
		private readonly SupportRequestRepository $requests,
		private readonly MessageRepository $messages,
	) {}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'reason'   => Schema::enum( ...array_column( SupportReason::cases(), 'value' ) ),
				'asked'    => Schema::string(),
				'question' => Schema::string(),
				'answers'  => Schema::list_of( Schema::closed(
					[
						'message' => Schema::string(),
						'text'    => Schema::string(),
						'refused' => Schema::bool(),
					]
				) ),
				'sources'  => Schema::list_of( Schema::closed( [ 'url' => Schema::string(), 'title' => Schema::string() ] ) ),
			]
		)->named( 'HandoverNote' );
	}

	/**
	 * The note of the newest request; null when nobody asked for a person.
	 *
	 * @return ?array<string, mixed>
	 */
	public function of( Conversation $conversation ): ?array {
		$request = $this->requests->newest( $conversation->id );
		if ( null === $request ) {
			return null;
		}
		$question = null === $request->message_id ? null : $this->messages->by_id( $request->message_id );
		$before   = [
			...$this->messages->thread( $conversation->id, self::BACK, false, null === $question ? null : $question->id + 1 ),
			...( null === $question ? [] : $this->messages->after( $conversation->id, $question->id, self::ANSWERS ) ),
		];
		$said     = static fn( Message $message ): bool => AuthorType::Assistant === $message->author && '' !== trim( $message->text )
			&& $message->created_at <= $request->created_at;
		$answers  = array_values( array_filter( $before, $said ) );
		return [
			'reason'         => $request->reason->value,
			'asked'          => $request->summary,
			'question'       => $question->text ?? '',
			'answers'        => array_map(
				static fn( Message $message ): array => [
					'message' => $message->public_id,
					'text'    => Text::truncate( Text::line( Text::without_markdown( $message->text ) ), self::EXCERPT ),
					'refused' => $message->refused,
				],
				array_slice( $answers, -self::ANSWERS ),
			),
			'sources'        => self::sources( $answers ),
		];
	}

	/**
	 * Pages that the answers named, newest first, each once.
	 *
	 * @param list<Message> $answers
	 *
	 * @return list<array{url: string, title: string}>
	 */
	private static function sources( array $answers ): array {
		$found = [];
		foreach ( array_reverse( $answers ) as $message ) {
			foreach ( $message->parts->parts as $part ) {
				if ( 'source' === $part['type'] ) {
					$found[ $part['url'] ] ??= [ 'url' => $part['url'], 'title' => $part['title'] ];
				}
			}
		}
		return array_slice( array_values( $found ), 0, self::SOURCES );
	}
}
