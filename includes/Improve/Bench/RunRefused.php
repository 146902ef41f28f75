<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

/** A run that cannot begin. */
final class RunRefused extends \RuntimeException {

	/** Codes. */
	public const RUNNING = 'running';
	public const EMPTY   = 'empty';
	public const CAP     = 'cap';
	public const DRAFT   = 'draft';

	/** @param self::* $reason */
	public function __construct( public readonly string $reason ) {
		parent::__construct( self::sentence( $reason ) );
	}

	/** @param self::* $reason */
	private static function sentence( string $reason ): string {
		return match ( $reason ) {
			self::RUNNING => __( 'Another run is in progress. Wait until it is done, or cancel it.', 'aaia-chatbot' ),
			self::EMPTY   => __( 'There is no case to run. Add one first.', 'aaia-chatbot' ),
			self::CAP     => __( 'This model costs money. Say how much the run may cost at most.', 'aaia-chatbot' ),
			self::DRAFT   => __( 'The answer that the draft would replace no longer exists.', 'aaia-chatbot' ),
		};
	}
}
