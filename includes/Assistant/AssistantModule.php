<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Assistant\Cost\CreateCostTables;
use Aaia\Chatbot\Assistant\Metrics\ExtendAnswerMetrics;
use Aaia\Chatbot\Assistant\Metrics\PurgePromptTexts;
use Aaia\Chatbot\Assistant\Metrics\RestoreMetrics;
use Aaia\Chatbot\Assistant\Similar\IndexQuestions;
use Aaia\Chatbot\Conversations\TurnRepository;

/** Generates answers: turns, prompts, grounding, costs and metrics. */
final class AssistantModule {

	public const CONTROLLERS = [ TrialController::class ];

	public const MIGRATIONS = [
		CreateUsageTable::class,
		CreateAnswerMetricsTable::class,
		CreateCostTables::class,
		ExtendAnswerMetrics::class,
	];

	public const SETTINGS = [ AssistantSettings::class, CostSettings::class ];

	public const SUBSCRIBERS = [ IndexQuestions::class ];

	public const JOBS = [
		RecoverTurns::NAME     => RecoverTurns::class,
		RetryTurn::NAME        => RetryTurn::class,
		IndexQuestions::NAME   => IndexQuestions::class,
		PurgePromptTexts::NAME => PurgePromptTexts::class,
		RestoreMetrics::NAME   => RestoreMetrics::class,
	];

	/** Short, because it answers with the built-in assistant. */
	public const SHORT_JOBS = [ RecoverTurns::NAME ];

	public const SCHEDULES = [
		RecoverTurns::NAME     => [ MINUTE_IN_SECONDS, TurnRepository::class, 'unfinished_query' ],
		PurgePromptTexts::NAME => PurgePromptTexts::EVERY_SECONDS,
		RestoreMetrics::NAME   => RestoreMetrics::EVERY_SECONDS,
	];
}
