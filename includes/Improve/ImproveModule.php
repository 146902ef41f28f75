<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

/** What makes answers better: reviews, gaps, corrected answers, the test bench, and what changes brought. */
final class ImproveModule {

	public const CONTROLLERS = [];
}
