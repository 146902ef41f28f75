<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Digest\DigestController;
use Aaia\Chatbot\Alerts\Digest\DigestFigures;
use Aaia\Chatbot\Alerts\Digest\DigestSender;
use Aaia\Chatbot\Alerts\Digest\DigestService;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Alerts\Digest\IndexTimes;
use Aaia\Chatbot\Alerts\Figures\AlertFiguresController;
use Aaia\Chatbot\Alerts\Health\AlertHealthController;
use Aaia\Chatbot\Alerts\Health\HealthNotices;
use Aaia\Chatbot\Alerts\Outside\AlertServicesController;
use Aaia\Chatbot\Alerts\Outside\CreateServiceTable;
use Aaia\Chatbot\Alerts\Outside\FollowTickets;
use Aaia\Chatbot\Alerts\Outside\ServiceSender;
use Aaia\Chatbot\Alerts\Rules\AlertRulesController;
use Aaia\Chatbot\Alerts\Rules\CreateRuleTables;
use Aaia\Chatbot\Assistant\Similar\QuestionGrouper;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\ReplyDeadlines;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Storage\Database;

/** Alerts: rules, recipients, deliveries, and the summary. */
final class AlertsModule {

	public const MIGRATIONS = [
		CreateRuleTables::class,
		CreateServiceTable::class,
		IndexTimes::class,
	];

	public const SETTINGS = [ AlertSettings::class ];

	public const CONTROLLERS = [
		AlertsController::class,
		AlertFiguresController::class,
		AlertHealthController::class,
		AlertRulesController::class,
		AlertServicesController::class,
		DigestController::class,
	];

	public const SUBSCRIBERS = [ RaiseAlerts::class, AcknowledgeAlerts::class ];

	public const JOBS = [
		Escalation::NAME    => Escalation::class,
		DigestService::NAME => DigestService::class,
		FollowTickets::NAME => FollowTickets::class,
	];

	public const SHORT_JOBS = [ Escalation::NAME ];

	public const SCHEDULES = [
		DigestService::NAME => DigestService::EVERY_SECONDS,
		FollowTickets::NAME => FollowTickets::EVERY_SECONDS,
	];

	public const DELIVERY_SENDERS = [ AlertMailSender::class, BundleSender::class, DigestSender::class, ServiceSender::class ];

	public const DELIVERY_OWNERS = [ AlertDeliveries::class ];

	public const BINDINGS = [
		DigestText::class       => [ self::class, 'digest_text' ],
		DigestController::class => [ self::class, 'digest_controller' ],
	];

	public const NOTICES = [ HealthNotices::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'admin_post_' . AcknowledgeLinks::ACTION, AcknowledgePage::class, 'serve' ],
			[ 'admin_post_nopriv_' . AcknowledgeLinks::ACTION, AcknowledgePage::class, 'serve' ],
			[ 'site_status_tests', HealthNotices::class, 'add_test' ],
		];
	}

	/** The summary that is sent to the addresses that the owner named; it leaves out conversations that only a team or a role may see. */
	public static function digest_text(
		Database $database,
		QuestionGrouper $groups,
		OfficeHours $hours,
		UsageRepository $usage,
		TemplateValues $values,
		SiteLocale $locale,
		ConversationAccess $access,
	): DigestText {
		$access  = $access->for_addresses();
		$figures = new DigestFigures( $database, $access, $groups, new ReplyDeadlines( $database, $access, $hours ), $usage );
		return new DigestText( $figures, $values, $locale );
	}

	/** The summary shown to a user covers the conversations that this user may see. */
	public static function digest_controller(
		DigestService $digests,
		DigestFigures $figures,
		TemplateValues $values,
		SiteLocale $locale,
	): DigestController {
		return new DigestController( $digests, new DigestText( $figures, $values, $locale ) );
	}
}
