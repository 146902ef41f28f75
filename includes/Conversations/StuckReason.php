<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Why a conversation does not go on by itself. Numbers in the database, so that an index sorts each by activity. */
enum StuckReason: int {

	/** The assistant's answer failed. `stuck_ref` is the turn. */
	case Turn = 1;

	/** A reply or an alert could not be delivered, and was given up. `stuck_ref` is the delivery. */
	case Delivery = 2;

	/** A background job was given up. `stuck_ref` is the job. */
	case Job = 3;

	/** The name on the wire and in events. */
	public function word(): string {
		return strtolower( $this->name );
	}

	/** @return list<string> */
	public static function words(): array {
		return array_map( static fn( self $reason ): string => $reason->word(), self::cases() );
	}
}
