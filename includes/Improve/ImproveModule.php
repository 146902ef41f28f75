<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerGuard;
use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\Citations;
use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\PromptBuilder;
use Aaia\Chatbot\Assistant\TeamAnswers;
use Aaia\Chatbot\Assistant\ToolCallExecutor;
use Aaia\Chatbot\Improve\Corrections\CorrectionsController;
use Aaia\Chatbot\Improve\Corrections\CreateReachPreviews;
use Aaia\Chatbot\Improve\Gaps\CreateGaps;
use Aaia\Chatbot\Improve\Gaps\GapBuilder;
use Aaia\Chatbot\Improve\Gaps\GapRepository;
use Aaia\Chatbot\Improve\Gaps\GapsController;
use Aaia\Chatbot\Improve\Gaps\TaskMailSender;
use Aaia\Chatbot\Improve\Review\DrawSample;
use Aaia\Chatbot\Improve\Today\CreateTodayItems;
use Aaia\Chatbot\Improve\Today\FindTodayItems;
use Aaia\Chatbot\Improve\Today\NoteTodayItems;
use Aaia\Chatbot\Improve\Today\RemindAgents;
use Aaia\Chatbot\Improve\Today\ReminderMailSender;
use Aaia\Chatbot\Improve\Today\TodayController;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tools\ToolRegistry;

/** What makes answers better: reviews, gaps, corrected answers, the test bench, and what changes brought. */
final class ImproveModule {

	public const MIGRATIONS = [ CreateTodayItems::class, CreateGaps::class, CreateReachPreviews::class ];

	public const CONTROLLERS = [ TodayController::class, GapsController::class, CorrectionsController::class ];

	public const SUBSCRIBERS = [ NoteTodayItems::class ];

	public const JOBS = [
		FindTodayItems::NAME => FindTodayItems::class,
		DrawSample::NAME     => DrawSample::class,
		RemindAgents::NAME   => RemindAgents::class,
		GapBuilder::NAME     => GapBuilder::class,
	];

	public const SCHEDULES = [
		FindTodayItems::NAME => FindTodayItems::EVERY_SECONDS,
		DrawSample::NAME     => DrawSample::EVERY_SECONDS,
		RemindAgents::NAME   => RemindAgents::EVERY_SECONDS,
		GapBuilder::NAME     => [ GapBuilder::EVERY_SECONDS, GapRepository::class, 'due' ],
	];

	public const DELIVERY_SENDERS = [ ReminderMailSender::class, TaskMailSender::class ];

	public const BINDINGS = [
		Replay::class => [ self::class, 'replay' ],
	];

	public static function replay(
		Database $database,
		AnswerPipeline $visitors,
		IndexSearch $search,
		PromptBuilder $prompts,
		LlmClientRegistry $clients,
		ToolRegistry $tools,
		ToolCallExecutor $calls,
		Citations $citations,
		AnswerGuard $guard,
		Budget $budget,
		TeamAnswers $team,
	): Replay {
		return new Replay(
			$database,
			$visitors,
			new AnswerPipeline( $search, $prompts, $clients, $tools, $calls, $citations, $guard, $budget, $team ),
		);
	}
}
