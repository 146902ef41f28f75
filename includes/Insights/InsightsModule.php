<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

/** Figures over time, computed from events in steps. */
final class InsightsModule {

	public const CONTROLLERS = [];
}
