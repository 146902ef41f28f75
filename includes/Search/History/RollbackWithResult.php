<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

/** Carries the result out of a transaction that is to be undone. */
final class RollbackWithResult extends \RuntimeException {

	public function __construct( public readonly PastResult $result ) {
		parent::__construct( 'Found.' );
	}
}
