<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * Whether an agent is there to answer.
 *
 * `away` and `off` that an agent chose stay until they choose otherwise. `here` follows their activity in the inbox: away after
 * AWAY_AFTER, off after OFF_AFTER, and here again with the next thing they do.
 */
enum AgentState: string {

	case Here = 'here';
	case Away = 'away';
	case Off  = 'off';

	/** Without activity for this long an agent is away. Long enough to read, think and take a call. */
	private const AWAY_AFTER = '-10 minutes';

	private const OFF_AFTER = '-1 hour';

	/** The state of an agent who chose this one. */
	public function with_activity( ?\DateTimeImmutable $active_at, \DateTimeImmutable $now ): self {
		return match ( true ) {
			self::Here !== $this                                               => $this,
			null === $active_at || $active_at < $now->modify( self::OFF_AFTER ) => self::Off,
			$active_at < $now->modify( self::AWAY_AFTER )                      => self::Away,
			default                                                            => self::Here,
		};
	}
}
