<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\Address\VerifyAddresses;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Job: once the oldest unseen reply of a conversation has waited long enough, stores one mail with all of them.
 *
 * An address that the visitor gave and nobody has confirmed gets the question whether it is right instead; the replies follow when it is
 * confirmed.
 */
final class SendUnseenReplies implements JobHandler {

	public const NAME = 'replies.mail';

	/** Mails in a day: about one conversation, and to one address. Beyond, replies wait and go together. */
	private const PER_CONVERSATION = 10;

	private const PER_ADDRESS = 20;

	/** When to look again after a limit was reached. */
	private const PAUSE = '+1 hour';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
		private readonly ConversationRepository $conversations,
		private readonly UnseenReplies $replies,
		private readonly DeliveryRepository $deliveries,
		private readonly SupportRequestRepository $requests,
		private readonly VerifyAddresses $addresses,
		private readonly DeliveryService $service,
	) {}

	/** Unique key of a conversation's job. */
	public static function key( int $conversation_id ): string {
		return "reply mail $conversation_id";
	}

	public function handle( Job $job ): void {
		$id = is_int( $job->payload['conversation'] ?? null ) ? $job->payload['conversation'] : 0;
		$this->database->transaction(
			function () use ( $id ): void {
				$conversation = $this->conversations->lock( $id );
				if ( null !== $conversation && $this->replies->are_mailed( $conversation ) ) {
					$this->plan( $conversation, $this->replies->recipient( $conversation ) );
				}
			}
		);
	}

	/** @param ?string $recipient Null while no address may get replies: then the visitor's, if there is one, is asked about. */
	private function plan( Conversation $conversation, ?string $recipient ): void {
		$written = $this->replies->last_written( $conversation );
		$unseen  = $this->replies->of( $conversation, $recipient ?? '', $written );
		if ( [] === $unseen ) {
			return;
		}
		$now  = $this->clock->now();
		// Nobody can be reading a conversation that the team began.
		$wait = UnseenReplies::are_first( $conversation, $written ) ? 0 : $this->settings->int( 'visitor_reply_minutes' ) * MINUTE_IN_SECONDS;
		$due  = $unseen[0]->created_at->setTimestamp( $unseen[0]->created_at->getTimestamp() + $wait );
		$next = match ( true ) {
			$due > $now => $due,
			null !== $recipient && $this->is_above_a_cap( $conversation, $recipient ) => $now->modify( self::PAUSE ),
			default => null,
		};
		if ( null !== $next ) {
			$this->look_again( $conversation, $next );
			return;
		}
		if ( null === $recipient ) {
			$request = $this->requests->newest_with_address( $conversation->id );
			if ( null !== $request && ! $this->addresses->ask_about( $request, $conversation ) ) {
				$this->look_again( $conversation, $now->modify( self::PAUSE ) );
			}
			return;
		}
		$newest = $unseen[ count( $unseen ) - 1 ]->id;
		$this->service->add(
			new NewDelivery( Delivery::REPLY, Delivery::EMAIL, $recipient, "replies to $newest", $conversation->id, cause_id: $newest )
		);
	}

	private function look_again( Conversation $conversation, \DateTimeImmutable $at ): void {
		$this->jobs->push( self::NAME, [ 'conversation' => $conversation->id ], $at, self::key( $conversation->id ) );
	}

	private function is_above_a_cap( Conversation $conversation, string $recipient ): bool {
		$day = $this->clock->now()->modify( '-1 day' );
		$most = self::PER_CONVERSATION;
		return $this->deliveries->count_in_conversation( $conversation->id, Delivery::REPLY, $day, $most ) >= $most
			|| $this->deliveries->count_since( $day, $recipient, [ Delivery::REPLY ], self::PER_ADDRESS ) >= self::PER_ADDRESS;
	}
}
