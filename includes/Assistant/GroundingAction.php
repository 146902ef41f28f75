<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** What becomes of a model's answer that names figures or addresses which stand nowhere. */
enum GroundingAction: string {

	case Off      = 'off';
	/** A sentence under the answer names them. */
	case Annotate = 'annotate';
	/** Nobody sees the answer: a refusal and the offer of a person take its place. */
	case Replace  = 'replace';
}
