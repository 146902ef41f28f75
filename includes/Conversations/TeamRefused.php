<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A team cannot be made or renamed like this; nothing was stored. */
final class TeamRefused extends \RuntimeException {

	/** @param ?string $taken The name as another team has it; null when there are as many teams as a site can have. */
	public function __construct( public readonly ?string $taken = null ) {
		parent::__construct( null === $taken ? 'There are too many teams.' : 'The name is taken.' );
	}
}
