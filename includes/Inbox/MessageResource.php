<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\Review;
use Aaia\Chatbot\Conversations\ReviewService;
use Aaia\Chatbot\Conversations\SourceReport;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\Verdict;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryResource;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\MailErrors;
use Aaia\Chatbot\Support\Time;

/**
 * Messages in the staff API, private notes included. Parts have the format of Conversations\Parts.
 *
 * @phpstan-import-type Part from Parts
 * @phpstan-type Wire array{
 *     id: string, author: string, name: ?string, private: bool, mentions: list<string>,
 *     parts: list<array<string, mixed>>, generation: string, refused: bool, offer_person: bool,
 *     rating: ?string, rating_comment: ?string, visitor_rating: ?string, visitor_rating_comment: ?string,
 *     review: ?array{verdict: string, note: string, by: string, at: ?string},
 *     client_id: ?string, mail: ?array<string, mixed>, created_at: ?string,
 * }
 */
final class MessageResource {

	public function __construct(
		private readonly AgentNames $agents,
		private readonly SourceReportRepository $reports,
		private readonly RatingService $ratings,
		private readonly ReviewService $reviews,
		private readonly DeliveryRepository $deliveries,
		private readonly MentionRepository $mentions,
		private readonly MailErrors $errors,
	) {}

	/**
	 * Schema of one message. `rating` is the rating in effect; `visitor_rating` is the visitor's own, also where staff have changed or reset
	 * it. `mail` is the mail with which the message was last sent to a visitor who had not seen it, shown at its newest message; `at` is when
	 * it was sent, or is tried again.
	 */
	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'             => Schema::string(),
				'author'         => Schema::enum( 'visitor', 'assistant', 'agent', 'system' ),
				'name'           => Schema::string()->nullable(),
				'private'        => Schema::bool(),
				'mentions'       => Schema::list_of( Schema::string() ),
				'parts'          => Schema::list_of( self::part() ),
				'generation'     => Schema::enum( 'streaming', 'complete', 'interrupted', 'failed' ),
				'refused'        => Schema::bool(),
				'offer_person'   => Schema::bool(),
				'rating'         => Schema::enum( 'up', 'down' )->nullable(),
				'rating_comment' => Schema::string()->nullable(),
				'visitor_rating' => Schema::enum( 'up', 'down' )->nullable(),
				'visitor_rating_comment' => Schema::string()->nullable(),
				'review'         => Schema::closed(
					[
						'verdict' => Schema::enum( ...array_column( Verdict::cases(), 'value' ) ),
						'note'    => Schema::string(),
						'by'      => Schema::string(),
						'at'      => Schema::string(),
					]
				)->named( 'StaffReview' )->nullable(),
				'client_id'      => Schema::string()->nullable(),
				'mail'           => Schema::closed(
					[
						'state'       => Schema::enum( 'waiting', 'sent', 'failed' ),
						'recipient'   => Schema::string(),
						'at'          => Schema::string()->nullable(),
						'explanation' => Schema::string()->nullable(),
						'error'       => Schema::string()->nullable(),
					]
				)->named( 'StaffMail' )->nullable(),
				'created_at'     => Schema::string(),
			]
		)->named( 'StaffMessage' );
	}

	/** @return Wire */
	public function one( Message $message ): array {
		return $this->several( [ $message ] )[0];
	}

	/**
	 * @param list<Message> $messages
	 *
	 * @return list<Wire>
	 */
	public function several( array $messages ): array {
		$notes = array_filter( $messages, static fn( Message $message ): bool => $message->private );
		$named = $this->mentions->of_messages( array_values( array_map( static fn( Message $message ): int => $message->id, $notes ) ) );
		$writers = array_map( static fn( Message $message ): ?int => $message->author_id, $messages );
		$reviews = $this->reviews( $messages );
		$judges  = array_values( array_map( static fn( Review $review ): int => $review->user_id, $reviews ) );
		$this->agents->fetch( [ ...$writers, ...$judges, ...array_merge( ...array_values( $named ) ) ] );
		$reports = $this->reported( $messages );
		$mails   = $this->mails( $messages );
		$own     = $this->ratings->visitor_ratings( array_map( static fn( Message $message ): int => $message->id, $messages ) );
		return array_map(
			fn( Message $message ): array => [
				'id'             => $message->public_id,
				'author'         => $message->author->value,
				'name'           => AuthorType::Agent === $message->author && null !== $message->author_id
					? $this->agents->name( $message->author_id )
					: null,
				'private'        => $message->private,
				'mentions'       => array_map( $this->agents->name( ... ), $named[ $message->id ] ?? [] ),
				'parts'          => $this->parts( $message->parts, $reports[ $message->id ] ?? [] ),
				'generation'     => $message->generation->value,
				'refused'        => $message->refused,
				'offer_person'   => $message->offer_person,
				'rating'         => $message->rating,
				'rating_comment' => $message->rating_comment,
				'visitor_rating' => $own[ $message->id ]['rating'] ?? null,
				'visitor_rating_comment' => $own[ $message->id ]['comment'] ?? null,
				'review'         => isset( $reviews[ $message->id ] ) ? $this->review( $reviews[ $message->id ] ) : null,
				'client_id'      => AuthorType::Agent === $message->author ? $message->client_id : null,
				'mail'           => isset( $mails[ $message->id ] ) ? $this->mail( $mails[ $message->id ] ) : null,
				'created_at'     => Time::to_wire( $message->created_at ),
			],
			$messages
		);
	}

	/**
	 * What staff say of the answers among these messages.
	 *
	 * @param list<Message> $messages
	 *
	 * @return array<int, Review> By row id of the message.
	 */
	private function reviews( array $messages ): array {
		$answers = array_filter( $messages, static fn( Message $message ): bool => AuthorType::Assistant === $message->author );
		return $this->reviews->of_messages( array_values( array_map( static fn( Message $message ): int => $message->id, $answers ) ) );
	}

	/** @return array{verdict: string, note: string, by: string, at: ?string} */
	private function review( Review $review ): array {
		return [
			'verdict' => $review->verdict->value,
			'note'    => $review->note,
			'by'      => $this->agents->name( $review->user_id ),
			'at'      => Time::to_wire( $review->reviewed_at ),
		];
	}

	/**
	 * Mails whose newest reply is one of these messages.
	 *
	 * @param list<Message> $messages
	 *
	 * @return array<int, Delivery> By row id of the message.
	 */
	private function mails( array $messages ): array {
		$replies = array_filter(
			$messages,
			static fn( Message $message ): bool => AuthorType::Agent === $message->author && ! $message->private
		);
		$ids     = array_values( array_map( static fn( Message $message ): int => $message->id, $replies ) );
		return $this->deliveries->by_causes( Delivery::REPLY, $ids );
	}

	/** @return array{state: string, recipient: string, at: ?string, explanation: ?string, error: ?string} */
	private function mail( Delivery $delivery ): array {
		// A message is shown only with its conversation, which the user may see.
		$words = static fn( string $text ): string => DeliveryResource::words( $delivery, '', $text );
		$error = $delivery->last_error;
		return [
			'state'       => match ( $delivery->state ) {
				DeliveryState::Sent   => 'sent',
				DeliveryState::Failed => 'failed',
				default               => 'waiting',
			},
			'recipient'   => $words( $delivery->recipient ),
			'at'          => Time::to_wire( $delivery->sent_at ?? $delivery->next_attempt_at ),
			'explanation' => null === $error ? null : $this->errors->explain( $error ),
			'error'       => null === $error ? null : $words( $error ),
		];
	}

	private static function part(): Schema {
		return Schema::one_of(
			Schema::closed(
				[
					'type' => Schema::enum( 'text' ),
					'text' => Schema::string(),
				]
			)->named( 'StaffTextPart' ),
			Schema::closed(
				[
					'type'     => Schema::enum( 'source' ),
					'id'       => Schema::string(),
					'url'      => Schema::string(),
					'title'    => Schema::string(),
					'excerpt'  => Schema::string(),
					'date'     => Schema::string()->nullable(),
					'reported' => Schema::string()->nullable(),
				]
			)->named( 'StaffSourcePart' ),
			Schema::closed(
				[
					'type'   => Schema::enum( 'tool' ),
					'call'   => Schema::string(),
					'name'   => Schema::string(),
					'state'  => Schema::enum( 'asking', 'approved', 'running', 'done', 'denied', 'failed' ),
					'input'  => Schema::map_of( Schema::any() ),
					'output' => Schema::map_of( Schema::any() )->nullable(),
					'error'  => Schema::string()->nullable(),
				]
			)->named( 'StaffToolPart' ),
			Schema::closed(
				[
					'type'      => Schema::enum( 'attachment' ),
					'id'        => Schema::string(),
					'name'      => Schema::string(),
					'mime'      => Schema::string(),
					'size'      => Schema::int(),
					'width'     => Schema::int()->nullable(),
					'height'    => Schema::int()->nullable(),
					'thumbnail' => Schema::bool(),
				]
			)->named( 'StaffAttachmentPart' )
		)->named( 'StaffPart' );
	}

	/**
	 * Errors that visitors reported on the sources of these messages.
	 *
	 * @param list<Message> $messages
	 *
	 * @return array<int, array<string, SourceReport>> By row id of the message, then by source.
	 */
	private function reported( array $messages ): array {
		$with_sources = array_filter( $messages, static fn( Message $message ): bool => [] !== $message->parts->sources() );
		$reports      = [];
		foreach ( $this->reports->by_messages(
			array_values( array_map( static fn( Message $message ): int => $message->id, $with_sources ) ),
		) as $report ) {
			$reports[ $report->message_id ][ $report->source ] = $report;
		}
		return $reports;
	}

	/**
	 * @param array<string, SourceReport> $reports By source.
	 *
	 * @return list<array<string, mixed>> Without steps, which staff do not need.
	 */
	private function parts( Parts $parts, array $reports ): array {
		$shown = [];
		foreach ( $parts->parts as $part ) {
			$one = $this->wire_part( $part, $reports );
			if ( null !== $one ) {
				$shown[] = $one;
			}
		}
		return $shown;
	}

	/**
	 * @param Part                        $part
	 * @param array<string, SourceReport> $reports By source.
	 *
	 * @return ?array<string, mixed>
	 */
	private function wire_part( array $part, array $reports ): ?array {
		return match ( $part['type'] ) {
			'text'   => [
				'type' => 'text',
				'text' => $part['text'],
			],
			'source' => [
				'type'     => 'source',
				'id'       => $part['id'],
				'url'      => $part['url'],
				'title'    => $part['title'],
				'excerpt'  => $part['excerpt'],
				'date'     => $part['date'],
				'reported' => isset( $reports[ $part['id'] ] ) ? $reports[ $part['id'] ]->comment : null,
			],
			'tool'   => [
				'type'   => 'tool',
				'call'   => $part['call'],
				'name'   => $part['name'],
				'state'  => $part['state'],
				'input'  => (object) ( Capability::Sensitive->allowed() ? $part['input'] : array_diff_key( $part['input'], [ 'email' => true ] ) ),
				'output' => null === $part['output'] ? null : (object) $part['output'],
				'error'  => $part['error'],
			],
			'attachment' => $part,
			default  => null,
		};
	}
}
