<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

/** Thrown to roll a transaction back and return its result. */
final class RollbackWithResult extends \RuntimeException {

	public function __construct( public readonly PastResult $result ) {
		parent::__construct( 'Found.' );
	}
}
