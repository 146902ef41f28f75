<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\Snooze;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Support\Clock;

/** PATCH /conversations/{id}: status, archive, snooze. Answers the conversation as it is afterwards. */
final class ChangeConversation extends ConversationRoute {

	public function __construct(
		Desk $desk,
		private readonly Clock $clock,
		private readonly WakeConversation $wake,
	) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/conversations/{id}';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'status'        => Schema::enum( 'open', 'pending', 'snoozed', 'resolved' )->optional(),
				'archived'      => Schema::bool()->optional(),
				'snooze'        => Schema::enum( '1h', '2h', '4h', 'tomorrow', 'next_monday' )->optional(),
				'snoozed_until' => Schema::text( 40 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$until  = $this->snoozed_until( $input );
		$status = Status::tryFrom( $input->text( 'status' ) );
		if ( $until instanceof RouteResult ) {
			return $until;
		}
		if ( Status::Snoozed === $status && null === $until ) {
			return RouteResult::problem( 400, 'aaia_snooze_time', __( 'Say until when: “snooze” or “snoozed_until”.', 'aaia-chatbot' ) );
		}
		if ( null !== $until && null !== $status && Status::Snoozed !== $status ) {
			return RouteResult::problem( 400, 'aaia_snooze_time', __( 'Only a snoozed conversation has a time at which it comes back.', 'aaia-chatbot' ) );
		}
		if ( null !== $until ) {
			$this->desk->service->set_status( $conversation->id, Status::Snoozed, $until );
			$this->wake->plan( $conversation->id, $until );
		} elseif ( null !== $status ) {
			$this->desk->service->set_status( $conversation->id, $status );
		}
		if ( $input->has( 'archived' ) ) {
			$this->desk->service->set_archived( $conversation->id, $input->bool( 'archived' ) );
		}
		return $this->shown( $conversation );
	}

	private function snoozed_until( Input $input ): \DateTimeImmutable|RouteResult|null {
		$now    = $this->clock->now();
		$choice = Snooze::tryFrom( $input->text( 'snooze' ) );
		if ( null !== $choice ) {
			return $choice->until( $now, wp_timezone() );
		}
		if ( ! $input->has( 'snoozed_until' ) ) {
			return null;
		}
		$time  = rest_parse_date( $input->text( 'snoozed_until' ) );
		$until = false === $time ? null : new \DateTimeImmutable( '@' . $time );
		return null !== $until && $until > $now
			? $until
			: RouteResult::problem( 400, 'aaia_snooze_time', __( 'Type a time to come, such as 2030-01-31T09:00:00Z.', 'aaia-chatbot' ) );
	}
}
