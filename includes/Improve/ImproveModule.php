<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Improve\Review\DrawSample;
use Aaia\Chatbot\Improve\Today\CreateTodayItems;
use Aaia\Chatbot\Improve\Today\FindTodayItems;
use Aaia\Chatbot\Improve\Today\NoteTodayItems;
use Aaia\Chatbot\Improve\Today\RemindAgents;
use Aaia\Chatbot\Improve\Today\ReminderMailSender;
use Aaia\Chatbot\Improve\Today\TodayController;

/** What makes answers better: reviews, gaps, corrected answers, the test bench, and what changes brought. */
final class ImproveModule {

	public const CONTROLLERS = [ TodayController::class ];

	public const MIGRATIONS = [ CreateTodayItems::class ];

	public const SUBSCRIBERS = [ NoteTodayItems::class ];

	public const DELIVERY_SENDERS = [ ReminderMailSender::class ];

	public const JOBS = [
		FindTodayItems::NAME => FindTodayItems::class,
		DrawSample::NAME     => DrawSample::class,
		RemindAgents::NAME   => RemindAgents::class,
	];

	public const SCHEDULES = [
		FindTodayItems::NAME => FindTodayItems::EVERY_SECONDS,
		DrawSample::NAME     => DrawSample::EVERY_SECONDS,
		RemindAgents::NAME   => RemindAgents::EVERY_SECONDS,
	];
}
