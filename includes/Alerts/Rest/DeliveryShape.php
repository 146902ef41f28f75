<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Delivery;
use Aaia\Chatbot\Alerts\DeliveryState;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** A delivery as staff's screens read it. */
final class DeliveryShape {

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'              => Schema::string(),
				'conversation'    => Schema::string()->nullable(),
				'purpose'         => Schema::enum( Delivery::ALERT, Delivery::BUNDLE, Delivery::DIGEST, Delivery::RESOLVED, Delivery::VERIFY, Delivery::RECEIVED ),
				'channel'         => Schema::string(),
				'recipient'       => Schema::string(),
				'state'           => Schema::enum( ...array_column( DeliveryState::cases(), 'value' ) ),
				'attempts'        => Schema::int(),
				'error'           => Schema::string()->nullable(),
				'explanation'     => Schema::string()->nullable(),
				'next_attempt_at' => Schema::string()->nullable(),
				'created_at'      => Schema::string(),
				'sent_at'         => Schema::string()->nullable(),
			]
		)->named( 'Delivery' );
	}

	/**
	 * @param ?string $conversation Its public id.
	 *
	 * @return array<string, mixed>
	 */
	public static function of( Delivery $delivery, ?string $conversation, FailureWords $words ): array {
		return [
			'id'              => $delivery->public_id,
			'conversation'    => $conversation,
			'purpose'         => $delivery->purpose,
			'channel'         => $delivery->channel,
			'recipient'       => $delivery->recipient,
			'state'           => $delivery->state->value,
			'attempts'        => $delivery->attempts,
			'error'           => $delivery->last_error,
			'explanation'     => null === $delivery->last_error ? null : $words->explain( $delivery->last_error ),
			'next_attempt_at' => Time::to_wire( $delivery->next_attempt_at ),
			'created_at'      => Time::to_wire( $delivery->created_at ),
			'sent_at'         => Time::to_wire( $delivery->sent_at ),
		];
	}
}
