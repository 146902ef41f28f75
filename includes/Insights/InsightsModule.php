<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\FigureFilter;

/** Figures over time, computed from events in steps. */
final class InsightsModule {

	public const MIGRATIONS = [ CreateInsights::class, CreateThemes::class ];

	public const CONTROLLERS = [ InsightsController::class ];

	public const BINDINGS = [ FigureFilter::class => FigureConversations::class ];

	public const JOBS = [ CountFigures::NAME => CountFigures::class ];

	public const SCHEDULES = [ CountFigures::NAME => CountFigures::EVERY_SECONDS ];
}
