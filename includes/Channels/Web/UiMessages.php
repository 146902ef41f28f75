<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/**
 * Converts messages to UIMessages of AI SDK 6, which the visitor's panel reads, and conversations to the format of the panel.
 *
 * @phpstan-import-type SourcePart from Parts
 * @phpstan-import-type ToolPart from Parts
 */
final class UiMessages {

	public function __construct(
		private readonly MessageRepository $messages,
		private readonly RatingService $ratings,
		private readonly SupportRequestRepository $requests,
		private readonly PublicName $names,
		private readonly PublicPicture $pictures,
	) {}

	/** Schema of message(). */
	public static function message_schema(): Schema {
		return Schema::closed(
			[
				'id'       => Schema::string(),
				'role'     => Schema::enum( 'user', 'assistant' ),
				'parts'    => Schema::list_of( self::part_schema() ),
				'metadata' => Schema::closed(
					[
						'conversation' => Schema::string(),
						'author'       => Schema::enum( 'visitor', 'assistant', 'agent', 'system' ),
						'name'         => Schema::string()->nullable(),
						'picture'      => Schema::string()->optional(),
						'initials'     => Schema::string()->optional(),
						'created_at'   => Schema::string(),
						'generation'   => Schema::enum( 'streaming', 'complete', 'interrupted', 'failed' ),
						'rating'       => Schema::enum( 'up', 'down' )->nullable(),
						'refused'      => Schema::bool(),
						'offer_person' => Schema::bool(),
						'question'     => Schema::string()->nullable(),
						'client_id'    => Schema::string()->nullable(),
					]
				)->named( 'MessageMetadata' ),
			]
		)->named( 'VisitorMessage' );
	}

	/** Schema of conversation(). */
	public static function conversation_schema(): Schema {
		return Schema::closed(
			[
				'id'               => Schema::string(),
				'status'           => Schema::enum( 'open', 'pending', 'snoozed', 'resolved' ),
				'handler'          => Schema::enum( 'assistant', 'human' ),
				'agent'            => Schema::string()->nullable(),
				'picture'          => Schema::string()->optional(),
				'initials'         => Schema::string()->optional(),
				'person_requested' => Schema::bool(),
				'alert'            => Schema::enum( 'none', 'saved', 'sent', 'delayed' ),
				'has_address'      => Schema::bool(),
				'score'            => Schema::int()->nullable(),
			]
		)->named( 'VisitorConversation' );
	}

	/** @return array<string, mixed> */
	public function message( Message $message, string $conversation_id ): array {
		$question = null === $message->question_id ? null : $this->messages->by_id( $message->question_id );
		return [
			'id'       => $message->public_id,
			'role'     => AuthorType::Visitor === $message->author ? 'user' : 'assistant',
			'parts'    => $this->parts( $message, $conversation_id ),
			'metadata' => [
				'conversation' => $conversation_id,
				'author'       => $message->author->value,
				'name'         => $this->agent_name( AuthorType::Agent === $message->author ? $message->author_id : null ),
				'created_at'   => Time::to_wire( $message->created_at ),
				'generation'   => $message->generation->value,
				'rating'       => $message->rating,
				'refused'      => $message->refused,
				'offer_person' => $message->offer_person,
				'question'     => $question?->public_id,
				'client_id'    => $message->client_id,
			] + ( AuthorType::Agent === $message->author ? $this->face( $message->author_id ) : [] ),
		];
	}

	/**
	 * `has_address`: the request for a person came with an e-mail address, or got one since. `score` is the score of a resolved conversation;
	 * null when it is not resolved or has none. One that ended in silence is open to the visitor, who is then not asked for a score.
	 *
	 * @return array<string, mixed>
	 */
	public function conversation( Conversation $conversation ): array {
		return [
			'id'               => $conversation->public_id,
			'status'           => $conversation->ended_silently() ? Status::Open->value : $conversation->status->value,
			'handler'          => $conversation->handler->value,
			'agent'            => $this->agent_name( 'human' === $conversation->handler->value ? $conversation->assignee_id : null ),
			'person_requested' => null !== $conversation->person_requested,
			'alert'            => $conversation->person_requested ?? 'none',
			'has_address'      => null !== $conversation->person_requested && null !== $this->requests->newest( $conversation->id )?->email,
			'score'            => Status::Resolved === $conversation->status ? $this->ratings->score_of( $conversation->id ) : null,
		] + ( 'human' === $conversation->handler->value ? $this->face( $conversation->assignee_id ) : [] );
	}

	/**
	 * Keys of a source that the AI SDK does not have: excerpt, date and language.
	 *
	 * @param SourcePart $part
	 *
	 * @return array<string, mixed>
	 */
	public static function source_details( array $part ): array {
		return [
			'providerMetadata' => [
				'aaia' => [
					'excerpt'  => $part['excerpt'],
					'date'     => $part['date'],
					'language' => $part['language'] ?? '',
				],
			],
		];
	}

	/** @return list<array<string, mixed>> */
	private function parts( Message $message, string $conversation_id ): array {
		$parts = [];
		foreach ( $message->parts->parts as $part ) {
			$parts[] = match ( $part['type'] ) {
				'text' => [
					'type'  => 'text',
					'text'  => $part['text'],
					'state' => Generation::Streaming === $message->generation ? 'streaming' : 'done',
				],
				'source' => [
					'type'     => 'source-url',
					'sourceId' => $part['id'],
					'url'      => $part['url'],
					'title'    => $part['title'],
				] + self::source_details( $part ),
				'step' => [ 'type' => 'step-start' ],
				'tool' => $this->tool( $part ),
				'attachment' => [
					'type'             => 'file',
					'mediaType'        => $part['mime'],
					'filename'         => $part['name'],
					'url'              => rest_url( Controller::API . "/chat/$conversation_id/attachments/" . $part['id'] ),
					'providerMetadata' => [
						'aaia' => array_intersect_key( $part, [ 'id' => 0, 'size' => 0, 'width' => 0, 'height' => 0, 'thumbnail' => 0 ] ),
					],
				],
			};
		}
		return $parts;
	}

	/**
	 * @param ToolPart $part
	 *
	 * @return array<string, mixed>
	 */
	private function tool( array $part ): array {
		$tool     = [
			'type'       => 'tool-' . $part['name'],
			'toolCallId' => $part['call'],
			'input'      => (object) $part['input'],
		];
		$approval = null === $part['approval'] ? [] : [ 'approval' => [ 'id' => $part['approval'] ] ];
		$agreed   = null === $part['approval'] ? [] : [
			'approval' => [
				'id'       => $part['approval'],
				'approved' => Parts::TOOL_DENIED !== $part['state'],
			],
		];
		return $tool + match ( $part['state'] ) {
			Parts::TOOL_ASKING => [ 'state' => 'approval-requested' ] + $approval,
			Parts::TOOL_APPROVED => [ 'state' => 'approval-responded' ] + $agreed,
			Parts::TOOL_DONE => [
				'state'  => 'output-available',
				'output' => (object) ( $part['output'] ?? [] ),
			] + $agreed,
			Parts::TOOL_FAILED => [
				'state'     => 'output-error',
				'errorText' => $part['error'] ?? 'Failed.',
			] + $agreed,
			Parts::TOOL_DENIED => [ 'state' => 'output-denied' ] + $agreed,
			default => [ 'state' => 'input-available' ],
		};
	}

	private function agent_name( ?int $user_id ): ?string {
		return null === $user_id ? null : $this->names->of( $user_id );
	}

	/** @return array{picture: string}|array{initials: string} What visitors see of a person: the picture, else initials. */
	private function face( ?int $user_id ): array {
		$url = null === $user_id ? null : $this->pictures->url_of( $user_id );
		return null === $url ? [ 'initials' => $this->names->initials( $user_id ) ] : [ 'picture' => $url ];
	}

	private static function part_schema(): Schema {
		$details = Schema::closed(
			[
				'aaia' => Schema::closed( [ 'excerpt' => Schema::string(), 'date' => Schema::string()->nullable(), 'language' => Schema::string() ] ),
			],
		);
		$tool    = [
			'toolCallId' => Schema::string(),
			'state'      => Schema::enum(
				'input-available', 'approval-requested', 'approval-responded', 'output-available', 'output-error', 'output-denied',
			),
			'input'      => Schema::map_of( Schema::any() ),
			'output'     => Schema::map_of( Schema::any() )->optional(),
			'errorText'  => Schema::string()->optional(),
			'approval'   => Schema::closed( [ 'id' => Schema::string(), 'approved' => Schema::bool()->optional() ] )->optional(),
		];
		return Schema::one_of(
			Schema::closed( [
				'type' => Schema::enum( 'text' ),
				'text' => Schema::string(),
				'state' => Schema::enum( 'streaming', 'done' ),
			] )->named( 'TextPart' ),
			Schema::closed( [
				'type' => Schema::enum( 'source-url' ),
				'sourceId' => Schema::string(),
				'url' => Schema::string(),
				'title' => Schema::string(),
				'providerMetadata' => $details,
			] )->named( 'SourcePart' ),
			Schema::closed( [
				'type' => Schema::enum( 'file' ),
				'mediaType' => Schema::string(),
				'filename' => Schema::string(),
				'url' => Schema::string(),
				'providerMetadata' => Schema::closed( [
					'aaia' => Schema::closed( [
						'id'        => Schema::string(),
						'size'      => Schema::int(),
						'width'     => Schema::int()->nullable(),
						'height'    => Schema::int()->nullable(),
						'thumbnail' => Schema::bool(),
					] ),
				] ),
			] )->named( 'FilePart' ),
			Schema::closed( [ 'type' => Schema::enum( 'step-start' ) ] )->named( 'StepPart' ),
			Schema::closed( [ 'type' => Schema::enum( 'tool-send_support_email' ) ] + $tool )->named( 'ToolPart' )
		)->named( 'MessagePart' );
	}
}
